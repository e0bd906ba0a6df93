//! The mails in English.

use super::scene::told;
use super::without_code;

#[rocket::async_test]
async fn to_signers() {
    let told = told("en").await;
    insta::assert_snapshot!(told["confirmation"].text, @"
    To: ana@example.org
    Subject: Confirm your signature: Workers on temporary visas need protection when the next pandemic comes

    Dear Ana,

    Thank you for signing “Workers on temporary visas need protection when the next pandemic comes.” Please confirm that it was you.

    We can't count your signature until you confirm it:

    http://letters.test/en/confirm/[token]

    This link expires in 3 days.

    Didn't sign? Ignore this email, or remove the name now:
    http://letters.test/en/not-us/[token]

    To view, change or delete your signature at any time:
    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["already"].text, @"
    To: ana@example.org
    Subject: You've already signed: Workers on temporary visas need protection when the next pandemic comes

    Dear Ana,

    Someone filled in the form for the letter “Workers on temporary visas need protection when the next pandemic comes” again with your email address. You've already signed, so nothing changed.

    You've confirmed this signature, and it is counted.

    You can view, change or withdraw your signature here. If the letter has changed since then, you can also sign the new version:

    http://letters.test/en/my-signature/[token]

    If you didn't fill in the form, you can ignore this email.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links"].text, @"
    To: ana@example.org
    Subject: Links to your signatures

    You asked for links to your signatures. Use each link to view, change or delete one signature:

    Workers on temporary visas need protection when the next pandemic comes
    Ana G.
    http://letters.test/en/my-signature/[token]

    Didn't ask for this? Ignore this email. Don't share these links: anyone who has one can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_subscribers() {
    let told = told("en").await;
    insta::assert_snapshot!(told["update"].text, @"
    To: ana@example.org
    Subject: What happens with your name, and what helps now

    What happens with your name, and what helps now
    November 23, 2026

    Two weeks ago, we opened this letter for signatures. Thank you to everyone who has signed. Here is what comes next and how you can help.

    Until January 29

    Organizations and individuals can sign until Friday, January 29, 2027, at 5 p.m. ET. You can change how your name appears or withdraw your signature at any time. We can't change letters that were already sent. The text you signed will not change.

    After that

    Each office will receive the letter once, with the organizations that signed it and the number of its own constituents who signed. We'll send it to the leaders of both chambers, the judiciary and labor committees, the senators of every state where signers live, each representative who may have signers in the district, and the Secretary of Labor, whose department certifies the jobs that H-2 visas are given for.[1]

    Three things that help now

    1. Ask an organization to sign. A union local, a congregation, a clinic or a student group can sign with one form. Organizations are listed first.
    2. Share the letter in Spanish. Many of the workers it is about prefer to read it in Spanish. It is the same letter, and signatures in both languages are counted together.
    3. Tell your representative why this matters. A few sentences about someone you know count more than a printed postcard. If you are not sure who represents you, look it up on the House website (https://www.house.gov/representatives/find-your-representative).

    We'll write again when the letter has been delivered.

    [1] Immigration and Nationality Act, 8 U.S.C. 1188 (H-2A), and 20 CFR part 655.

    Read this on our website
    http://letters.test/en/letters/protect-temporary-visa-workers/updates/what-happens-with-your-name

    -- 
    You received this email because you signed the letter “Workers on temporary visas need protection when the next pandemic comes” and asked for updates about it.
    To stop receiving these emails:
    http://letters.test/en/unsubscribe/[token]
    To view, change, withdraw or delete your signature:
    http://letters.test/en/my-signatures

    Coalition for Migration with Rights
    1200 Example Avenue NW, Suite 400
    Washington, DC 20036
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_contacts_of_organizations() {
    let told = told("en").await;
    insta::assert_snapshot!(told["confirmation:organization"].text, @"
    To: sam@harvest.example
    Subject: Confirm your signature: Workers on temporary visas need protection when the next pandemic comes

    Dear Sam Rivera,

    Thank you for signing “Workers on temporary visas need protection when the next pandemic comes” on behalf of Harvest Workers Union, Local 12. Please confirm that it was you.

    We can't count your signature until you confirm it:

    http://letters.test/en/confirm/[token]

    After you confirm, we'll ask for approval from: Dolores Prado, Kim Lee.

    This link expires in 3 days.

    Didn't sign? Ignore this email, or remove the name now:
    http://letters.test/en/not-us/[token]

    To view, change or delete your signature at any time:
    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["draft"].text, @"
    To: mia@gmail.com
    Subject: Your form is saved: Workers on temporary visas need protection when the next pandemic comes

    You started a form to sign the letter “Workers on temporary visas need protection when the next pandemic comes” on behalf of an organization, and saved it for later. Your organization has not signed yet.

    Use this link to continue, sign, or send the form for approval:

    http://letters.test/en/draft/[token]

    The link expires in 7 days. Then we delete the form.

    Didn't do this? You can ignore this email.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["decision"].text, @"
    To: sam@harvest.example
    Subject: Approved: Workers on temporary visas need protection when the next pandemic comes

    Dear Sam Rivera,

    Dolores Prado approved the signature of Harvest Workers Union, Local 12 on the letter “Workers on temporary visas need protection when the next pandemic comes.”

    You've confirmed this signature. We've asked your organization's approvers. 1 approver has approved. 2 of the 2 approvers must approve.

    To see all answers, or to change or withdraw the signature:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["decision:declined"].text, @"
    To: lee@orchard.example
    Subject: Declined: Workers on temporary visas need protection when the next pandemic comes

    Dear Sam Rivera,

    Luz Ríos declined the signature of Orchard Workers Circle on the letter “Workers on temporary visas need protection when the next pandemic comes.”

    Your organization's approver declined. The signature is not counted and does not appear on the letter.

    They gave a reason. To read it:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_a_person_who_has_signed() {
    let told = told("en").await;
    insta::assert_snapshot!(told["thank_you"].text, @"
    To: ana@example.org
    Subject: Thank you for signing: Workers on temporary visas need protection when the next pandemic comes

    Dear Ana,

    Thank you for signing the letter “Workers on temporary visas need protection when the next pandemic comes.” Your signature is counted.

    Name on the letter: Ana G. — CA

    What happens next
    - Others can sign until Friday, January 29, 5 p.m. ET.
    - We'll deliver the letter to: the members of Congress who represent you; the leaders of the House and the Senate; 4 committees of Congress; 1 other official or agency.

    Every signature helps. Please share the letter with people who may agree.
    http://letters.test/en/letters/protect-temporary-visa-workers/share

    Ask your organization to sign
    http://letters.test/en/letters/protect-temporary-visa-workers/share#colleagues-heading

    Read the letter
    http://letters.test/en/letters/protect-temporary-visa-workers

    Download the letter (PDF)
    http://letters.test/en/letters/protect-temporary-visa-workers/letter.pdf

    To change, hide or withdraw your signature at any time:
    http://letters.test/en/my-signature/[token]

    Please don't forward this email. Anyone who has its links can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_an_organization_that_has_signed() {
    let told = told("en").await;
    insta::assert_snapshot!(told["thank_you:contact"].text, @"
    To: sam@harvest.example
    Subject: Thank you for signing: Workers on temporary visas need protection when the next pandemic comes

    Dear Sam Rivera,

    Kim Lee approved the signature of Harvest Workers Union, Local 12 on the letter “Workers on temporary visas need protection when the next pandemic comes.” It is now counted. Thank you!

    Name on the letter: Harvest Workers Union, Local 12 — Salinas, CA

    What happens next
    - Others can sign until Friday, January 29, 5 p.m. ET.
    - We'll deliver the letter to: the senators and representatives of the individuals who sign; the leaders of the House and the Senate; 4 committees of Congress; 1 other official or agency.

    Every signature helps. Please share the letter with people who may agree.
    http://letters.test/en/letters/protect-temporary-visa-workers/share

    Read the letter
    http://letters.test/en/letters/protect-temporary-visa-workers

    Download the letter (PDF)
    http://letters.test/en/letters/protect-temporary-visa-workers/letter.pdf

    To view, change, withdraw or delete the signature:
    http://letters.test/en/my-signature/[token]

    Please don't forward this email. Anyone who has its links can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["thank_you:approver"].text, @"
    To: kim@harvest.example
    Subject: Your organization signed: Workers on temporary visas need protection when the next pandemic comes

    Dear Kim Lee,

    Thank you for approving the signature of Harvest Workers Union, Local 12 on the letter “Workers on temporary visas need protection when the next pandemic comes.” It is now counted.

    Name on the letter: Harvest Workers Union, Local 12 — Salinas, CA

    You approved a letter that asks for this:
    - Make safe housing, transportation and workplaces a condition of every certified job on a temporary visa.
    - Let workers change employers without losing their status.
    - Give every worker paid sick leave, testing and care, no matter their visa.
    - Hold employers accountable for the fees their recruiters charge.

    What happens next
    - Others can sign until Friday, January 29, 5 p.m. ET.
    - We'll deliver the letter to: the senators and representatives of the individuals who sign; the leaders of the House and the Senate; 4 committees of Congress; 1 other official or agency.

    Every signature helps. Please share the letter with people who may agree.
    http://letters.test/en/letters/protect-temporary-visa-workers/share

    Read the letter
    http://letters.test/en/letters/protect-temporary-visa-workers

    Download the letter (PDF)
    http://letters.test/en/letters/protect-temporary-visa-workers/letter.pdf

    Sam Rivera can change or withdraw the signature. To see it again:
    http://letters.test/en/approve/[token]

    If your organization did not sign, remove its name here:
    http://letters.test/en/not-us/[token]

    Please don't forward this email. Anyone who has its links can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_contacts_who_hand_over() {
    let told = told("en").await;
    insta::assert_snapshot!(told["handover"].text, @"
    To: noor@harvest.example
    Subject: Will you be the contact for Harvest Workers Union, Local 12?

    Dear Noor Haddad,

    Sam Rivera (Secretary) named you as the contact for Harvest Workers Union, Local 12, which signed the letter “Workers on temporary visas need protection when the next pandemic comes.”

    If you accept, you manage how the organization appears, and you can withdraw its signatures. Open this page to read more and answer:

    http://letters.test/en/contact/[token]

    This link expires in 21 days. Nothing changes until you answer.

    If you don't know this organization, you can ignore this email.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["handed_over"].text, @"
    To: sam@harvest.example
    Subject: Harvest Workers Union, Local 12 has a new contact

    Noor Haddad (Organizer) accepted and is now the contact for Harvest Workers Union, Local 12.

    Your links to its signatures no longer work. If you asked for updates about these letters, you won't receive them anymore.

    If you did not want this, reply to this email right away.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["handed_over:refused"].text, @"
    To: sam@harvest.example
    Subject: You are still the contact for Harvest Workers Union, Local 12

    Noor Haddad (Organizer) declined to be the contact for Harvest Workers Union, Local 12.

    Nothing has changed. Your links still work, and you can name someone else.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links:contact"].text, @"
    To: noor@harvest.example
    Subject: You are now the contact

    You agreed to be the contact for this organization. Use each link to view, change or delete one of its signatures, or to sign another letter:

    Workers on temporary visas need protection when the next pandemic comes
    Harvest Workers Union, Local 12
    http://letters.test/en/my-signature/[token]

    People who flee need asylum, not a season's work
    Harvest Workers Union, Local 12
    http://letters.test/en/my-signature/[token]

    Don't share these links. Anyone who has one can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links:signed"].text, @"
    To: sam@harvest.example
    Subject: Your organization signed another letter

    You signed this letter on behalf of your organization. Use the link to view, change or delete the signature:

    People who flee need asylum, not a season's work
    Harvest Workers Union, Local 12
    http://letters.test/en/my-signature/[token]

    Don't share these links. Anyone who has one can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_those_who_decide_and_those_who_did_not_know() {
    let told = told("en").await;
    insta::assert_snapshot!(told["approval"].text, @"
    To: dolores@harvest.example
    Subject: Approval needed: Workers on temporary visas need protection when the next pandemic comes

    Dear Dolores Prado,

    Sam Rivera (Secretary) asks you to approve the signature of Harvest Workers Union, Local 12 on the letter “Workers on temporary visas need protection when the next pandemic comes.” Published by: Coalition for Migration with Rights.

    Please read the letter, then approve or decline. We won't list your organization without its approval.

    Please decide by Tuesday, December 22, 7 a.m. ET.

    http://letters.test/en/approve/[token]

    We also asked one other approver:
    - Kim Lee: No answer yet.

    No one has approved yet. 2 of the 2 approvers must approve.

    What the letter is about
    In 2020, 1.6 million people worked in the United States on temporary visas. Many put food on everyone's table and had no protection of their own. We ask Congress to fix this before the next emergency.

    What we ask
    - Make safe housing, transportation and workplaces a condition of every certified job on a temporary visa.
    - Let workers change employers without losing their status.
    - Give every worker paid sick leave, testing and care, no matter their visa.
    - Hold employers accountable for the fees their recruiters charge.

    If no one at your organization asked for this, remove its name here:
    http://letters.test/en/not-us/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["approval:reminder"].text, @"
    To: rosa@cannery.example
    Subject: Signing ends soon: Workers on temporary visas need protection when the next pandemic comes

    Dear Rosa Vega,

    Sam Rivera (Secretary) asks you to approve the signature of Cannery Workers on the letter “Workers on temporary visas need protection when the next pandemic comes.” Published by: Coalition for Migration with Rights.

    Signing ends soon. Please read the letter, then approve or decline. We won't list your organization without its approval.

    Please decide by Friday, January 29, 5 p.m. ET.

    http://letters.test/en/approve/[token]

    What the letter is about
    In 2020, 1.6 million people worked in the United States on temporary visas. Many put food on everyone's table and had no protection of their own. We ask Congress to fix this before the next emergency.

    What we ask
    - Make safe housing, transportation and workplaces a condition of every certified job on a temporary visa.
    - Let workers change employers without losing their status.
    - Give every worker paid sick leave, testing and care, no matter their visa.
    - Hold employers accountable for the fees their recruiters charge.

    If no one at your organization asked for this, remove its name here:
    http://letters.test/en/not-us/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["notice"].text, @"
    To: office@valley.example
    Subject: Someone added your organization to: Workers on temporary visas need protection when the next pandemic comes

    Valley Growers Alliance was added to the letter “Workers on temporary visas need protection when the next pandemic comes.” We're letting you know because the email address used is not at your organization's domain.

    Signed by: Sam Rivera (Secretary).

    If this is correct, you don't need to do anything.

    Published by: Coalition for Migration with Rights. Read the letter:
    http://letters.test/en/letters/protect-temporary-visa-workers

    If no one at your organization asked for this, remove its name here:
    http://letters.test/en/not-us/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_staff_and_offices() {
    let told = told("en").await;
    insta::assert_snapshot!(told["disowned"].text, @"
    To: letters@coalition.example
    Subject: An organization says it did not sign: Workers on temporary visas need protection when the next pandemic comes

    Valley Growers Alliance says it did not sign the letter “Workers on temporary visas need protection when the next pandemic comes.” We removed the name from the letter and from the count.

    Told us: the organization's public address, office@valley.example.

    Signed by: Sam Rivera (Secretary), eve@gmail.com.

    Please look into it: undersigned review list protect-temporary-visa-workers, and undersigned review organization 5. Bundles that were already sent can't be recalled.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["objection"].text, @"
    To: eve@gmail.com
    Subject: Someone says your organization did not sign: Workers on temporary visas need protection when the next pandemic comes

    This is about the signature of Valley Growers Alliance on the letter “Workers on temporary visas need protection when the next pandemic comes.” Someone at office@valley.example, your organization's public address, told us that it did not sign.

    We removed the name from the letter.

    If this is a mistake, write to letters@coalition.example. You don't need to sign again.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["surge"].text, @"
    To: letters@coalition.example
    Subject: Signatures under review: many from union.example (Workers on temporary visas need protection when the next pandemic comes)

    More people than usual signed the letter “Workers on temporary visas need protection when the next pandemic comes” from addresses at union.example within one day. We are holding those signatures for review. They are not counted until you decide.

    If they are genuine (for example, members of one union), release them all together. If not, leave or reject them:

    undersigned review list protect-temporary-visa-workers
    undersigned review trending protect-temporary-visa-workers
    undersigned review release protect-temporary-visa-workers --domain union.example

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["bundle"].text, @"
    To: desk@office.example
    Subject: Letter from 23 constituents in CA-21: Workers on temporary visas need protection when the next pandemic comes

    Re: Workers on temporary visas need protection when the next pandemic comes

    Dear Representative Sample:

    This is a revised letter. It replaces the letter we sent you on March 9, 2026.

    23 constituents in CA-21 signed this letter.
    2 organizations in California.

    Coalition for Migration with Rights published this letter and collected the signatures. The letter is attached as a PDF. This PDF lists 2 organizations and 20 constituents in CA-21. It counts 3 more signers without their names.

    The signers urge you to:
    - Make safe housing, transportation and workplaces a condition of every certified job on a temporary visa.
    - Let workers change employers without losing their status.
    - Give every worker paid sick leave, testing and care, no matter their visa.
    - Hold employers accountable for the fees their recruiters charge.

    For questions, a meeting, or a spreadsheet of the signers, please contact Teresa Quill, Policy Director, at letters@coalition.example or (202) 555-0143.

    Sincerely,

    Teresa Quill
    Policy Director
    Coalition for Migration with Rights
    1200 Example Avenue NW, Suite 400
    Washington, DC 20036

    Delivery code: K7QF-2MXD
    ");
}

#[rocket::async_test]
async fn about_two_organizations_of_one_name() {
    let told = told("en").await;
    insta::assert_snapshot!(told["rivals"].text, @r#"
    To: letters@coalition.example
    Subject: Two organizations that may be the same: Workers on temporary visas need protection when the next pandemic comes

    Two organizations on the letter “Workers on temporary visas need protection when the next pandemic comes” may be the same. Someone may have signed for one of them without permission. Please review both.

    7: Orchard Shelter — Salinas, CA. Contact: Ivo Sample (Secretary), ivo@refuge.example.
    It is under review.

    6: Orchard Shelter — Salinas, CA. Contact: Eva Sample (Secretary), eva@shelter.example.
    It is counted and on the letter.

    If they are two organizations, approve the one under review. If they are the same, reject the signature that was made without permission:

    undersigned review list protect-temporary-visa-workers
    undersigned review organization 7
    undersigned review organization 6
    undersigned review approve NUMBER --evidence "…"
    undersigned review reject NUMBER

    Coalition for Migration with Rights
    letters@coalition.example
    "#);
    insta::assert_snapshot!(told["rival"].text, @"
    To: ivo@refuge.example
    Subject: Your signature is under review: Workers on temporary visas need protection when the next pandemic comes

    Dear Ivo Sample,

    You signed the letter “Workers on temporary visas need protection when the next pandemic comes” on behalf of Orchard Shelter — Salinas, CA. We'll review your signature before we count it, because someone else signed for an organization with this name.

    The letter lists Orchard Shelter — Salinas, CA. We'll look at both signatures.

    You don't need to do anything. If no one at your organization made the other signature, please reply to this email or write to letters@coalition.example. It will help us decide.

    To check the status of your signature:
    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_those_about_whom_staff_decided() {
    let told = told("en").await;
    insta::assert_snapshot!(told["reviewed"].text, @"
    To: ines0@gmail.com
    Subject: Your signature is counted: Workers on temporary visas need protection when the next pandemic comes

    Dear Inés Vega,

    We reviewed the signature of Granero Sur on the letter “Workers on temporary visas need protection when the next pandemic comes.” It is now counted, and the name is on the letter.

    To view, change, withdraw or delete the signature:

    http://letters.test/en/my-signature/[token]

    What happens next
    - Others can sign until Friday, January 29, 5 p.m. ET.
    - We'll deliver the letter to: the senators and representatives of the individuals who sign; the leaders of the House and the Senate; 4 committees of Congress; 1 other official or agency.

    Every signature helps. Please share the letter with people who may agree.
    http://letters.test/en/letters/protect-temporary-visa-workers/share

    Read the letter
    http://letters.test/en/letters/protect-temporary-visa-workers

    Download the letter (PDF)
    http://letters.test/en/letters/protect-temporary-visa-workers/letter.pdf

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["reviewed:rejected"].text, @"
    To: ines1@gmail.com
    Subject: We couldn't accept your signature: Workers on temporary visas need protection when the next pandemic comes

    Dear Inés Vega,

    We reviewed the signature of Granero Norte on the letter “Workers on temporary visas need protection when the next pandemic comes” and couldn't accept it. It is not counted, and the name is not on the letter.

    If you think this is a mistake, reply to this email.

    To view or delete the information we hold:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_staff_who_want_to_know() {
    let told = told("en").await;
    insta::assert_snapshot!(told["staff_organizations"].text, @"
    To: desk@coalition.example
    Subject: New organizations: Workers on temporary visas need protection when the next pandemic comes

    New organizations have signed the letter “Workers on temporary visas need protection when the next pandemic comes”:

    - Cosecha Justa

    See all organizations:
    http://letters.test/staff/letters/protect-temporary-visa-workers/signers?sort=newest

    To change which emails you get:
    http://letters.test/staff/notices

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    // Its counts depend on everything that happened before.
    let digest = without_code(&told["staff_digest"].text);
    for words in [
        "To: desk@coalition.example\nSubject: Daily digest: ",
        "This is what happened since your last digest.",
        "New organizations:\n- Cosecha Nueva",
        "has this code:\n[code]",
        "To change which emails you get:\nhttp://letters.test/staff/notices",
    ] {
        assert!(digest.contains(words), "{words}: {digest}");
    }
}

#[rocket::async_test]
async fn to_invited_organizations() {
    let told = told("en").await;
    insta::assert_snapshot!(without_code(&told["invitation"].text), @"
    To: office@faro.example
    Subject: Invitation to sign: Workers on temporary visas need protection when the next pandemic comes

    Coalition for Migration with Rights invites Faro Nuevo to sign the letter “Workers on temporary visas need protection when the next pandemic comes.”

    In 2020, 1.6 million people worked in the United States on temporary visas. Many put food on everyone's table and had no protection of their own. We ask Congress to fix this before the next emergency.

    Sign by Friday, January 29, 5 p.m. ET

    Sign on behalf of an organization
    http://letters.test/en/letters/protect-temporary-visa-workers/sign/organization?invite=[code]

    Read the letter
    http://letters.test/en/letters/protect-temporary-visa-workers

    If your organization won't sign, or doesn't want these emails, tell us here:
    http://letters.test/en/letters/protect-temporary-visa-workers/invitation/[code]

    Coalition for Migration with Rights
    1200 Example Avenue NW, Suite 400
    Washington, DC 20036
    letters@coalition.example
    ");
    insta::assert_snapshot!(without_code(&told["invitation:reminder"].text), @"
    To: office@faro.example
    Subject: Reminder: Workers on temporary visas need protection when the next pandemic comes

    This is a reminder: Coalition for Migration with Rights invites Faro Nuevo to sign the letter “Workers on temporary visas need protection when the next pandemic comes.”

    In 2020, 1.6 million people worked in the United States on temporary visas. Many put food on everyone's table and had no protection of their own. We ask Congress to fix this before the next emergency.

    Sign by Friday, January 29, 5 p.m. ET

    Sign on behalf of an organization
    http://letters.test/en/letters/protect-temporary-visa-workers/sign/organization?invite=[code]

    Read the letter
    http://letters.test/en/letters/protect-temporary-visa-workers

    If your organization won't sign, or doesn't want these emails, tell us here:
    http://letters.test/en/letters/protect-temporary-visa-workers/invitation/[code]

    Coalition for Migration with Rights
    1200 Example Avenue NW, Suite 400
    Washington, DC 20036
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_those_whose_signature_staff_amended() {
    let told = told("en").await;
    insta::assert_snapshot!(told["amended"].text, @"
    To: eva@shelter.example
    Subject: We corrected your signature: Workers on temporary visas need protection when the next pandemic comes

    Dear Eva Sample,

    Our staff corrected your organization's signature on the letter “Workers on temporary visas need protection when the next pandemic comes.” Corrected: city.

    It now says: Orchard Shelter — Watsonville, CA

    If you think this is a mistake, reply to this email.

    To view, change, withdraw or delete the signature:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["amended:merged"].text, @"
    To: ivo@refuge.example
    Subject: We count you once: Workers on temporary visas need protection when the next pandemic comes

    Dear Ivo Sample,

    There are two signatures of your organization on the letter “Workers on temporary visas need protection when the next pandemic comes.” Our staff merged this one, Orchard Shelter — Salinas, CA, into the other one, so that your organization is counted once.

    The list shows: Orchard Shelter — Watsonville, CA

    If you think this is a mistake, reply to this email.

    To view, change, withdraw or delete the signature:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["amended:unmerged"].text, @"
    To: ivo@refuge.example
    Subject: About your signature: Workers on temporary visas need protection when the next pandemic comes

    Dear Ivo Sample,

    Our staff had merged your signature on the letter “Workers on temporary visas need protection when the next pandemic comes” into another one. That was a mistake, and it is undone.

    Your signature is under review.

    If you think this is a mistake, reply to this email.

    To view, change, withdraw or delete the signature:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}
