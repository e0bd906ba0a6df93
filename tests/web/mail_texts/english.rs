//! The mails in English.

use super::scene::told;

#[rocket::async_test]
async fn to_signers() {
    let told = told("en").await;
    insta::assert_snapshot!(told["confirmation"].text, @"
    To: ana@example.org
    Subject: Confirm your signature: Workers on temporary visas need protection when the next pandemic comes

    Dear Ana,

    someone, we hope you, asked to sign the letter “Workers on temporary visas need protection when the next pandemic comes” with this e-mail address.

    To be counted, open this page and press the button:

    http://letters.test/en/confirm/[token]

    The link works for 72 hours.

    If it was not you, do nothing, or delete the entry at once:
    http://letters.test/en/not-us/[token]

    To see, correct or delete what was typed, now or later:
    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["already"].text, @"
    To: ana@example.org
    Subject: You have signed already: Workers on temporary visas need protection when the next pandemic comes

    Dear Ana,

    someone, we hope you, filled in the form of the letter “Workers on temporary visas need protection when the next pandemic comes” again. There is a signature from this address, so nothing was changed.

    This signature is confirmed, and it counts.

    Your own page shows what is stored, and there you can correct it or take it back. If the letter's text has changed since, it says how to sign the new one:

    http://letters.test/en/my-signature/[token]

    If it was not you who filled in the form, you need not do anything.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links"].text, @"
    To: ana@example.org
    Subject: What you signed

    Someone, we hope you, asked for links to what this address has signed. Each opens the page of one signature, to see, correct or delete it:

    Workers on temporary visas need protection when the next pandemic comes
    Ana G.
    http://letters.test/en/my-signature/[token]

    If it was not you, do nothing. Pass none of these links on: whoever has one can change the signature.

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

    Two weeks ago we opened this letter for signatures. Thank you to everyone whose name stands under it. Here is what comes next, and what would help.

    Until January 29

    The letter stays open to organizations and to people until Friday, January 29, 2027, 5 pm Eastern. Until then you can still correct how you are listed, or take your name back; the text that you signed does not change.

    After that

    Each office receives one bundle: the letter, the organizations that stand behind it, and the number of its own constituents who signed. It goes to the leaders of both chambers, to the committees on the judiciary and on labor, to the senators of every state where people who signed live, to each representative who may have signers in the district, and to the Secretary of Labor, whose department certifies the jobs that H-2 visas are given for.[1]

    Three things that help now

    1. Ask one organization. A union local, a congregation, a clinic or a student group can sign with one form. Their names stand first.
    2. Pass the letter on in Spanish. Many of those whom it is about read it more easily there. It is the same letter, and the same tally.
    3. Tell your own representative why. A few sentences about someone you know count for more than a printed postcard. If you are not sure who represents you, the House has a page that finds out (https://www.house.gov/representatives/find-your-representative).

    We write again when the letter has been delivered.

    [1] Immigration and Nationality Act, 8 U.S.C. 1188 (H-2A), and 20 CFR part 655.

    Read this on our site
    http://letters.test/en/letters/protect-temporary-visa-workers/updates/what-happens-with-your-name

    -- 
    You receive this mail because you signed the letter “Workers on temporary visas need protection when the next pandemic comes” and asked for news about it.
    To receive no more of these, press here:
    http://letters.test/en/unsubscribe/[token]
    To see, correct, take back or delete your signature, ask for its link here:
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

    someone, we hope you, asked to add Harvest Workers Union, Local 12 to the letter “Workers on temporary visas need protection when the next pandemic comes”.

    To be counted, open this page and press the button:

    http://letters.test/en/confirm/[token]

    Once you have pressed it, we ask for approval: Dolores Prado, Kim Lee.

    The link works for 72 hours.

    If it was not you, do nothing, or delete the entry at once:
    http://letters.test/en/not-us/[token]

    To see, correct or delete what was typed, now or later:
    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["draft"].text, @"
    To: mia@gmail.com
    Subject: Your form is saved: Workers on temporary visas need protection when the next pandemic comes

    Someone, we hope you, began to fill in the form with which an organization signs the letter “Workers on temporary visas need protection when the next pandemic comes”, and saved it for later. Nothing of it counts yet.

    This link opens the form as it was left, to go on, to sign, or to have it approved by whoever decides:

    http://letters.test/en/draft/[token]

    It works for 7 days; then what was typed is deleted.

    If it was not you, you need not do anything.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["decision"].text, @"
    To: sam@harvest.example
    Subject: Approved: Workers on temporary visas need protection when the next pandemic comes

    Asked whether Harvest Workers Union, Local 12 signs the letter “Workers on temporary visas need protection when the next pandemic comes”, Dolores Prado approved.

    This signature is confirmed, and it counts.

    Your page shows who has decided, and lets you correct or take back the signature:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["decision:declined"].text, @"
    To: lee@orchard.example
    Subject: Declined: Workers on temporary visas need protection when the next pandemic comes

    Asked whether Orchard Workers Circle signs the letter “Workers on temporary visas need protection when the next pandemic comes”, Luz Ríos declined.

    The person who decides for your organization declined. It is not counted and stands on no list.

    They gave a reason, which stands on your page:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_contacts_who_hand_over() {
    let told = told("en").await;
    insta::assert_snapshot!(told["handover"].text, @"
    To: noor@harvest.example
    Subject: Will you be the contact of Harvest Workers Union, Local 12?

    Dear Noor Haddad,

    Sam Rivera (Secretary) names you as the contact of Harvest Workers Union, Local 12, which signed the letter “Workers on temporary visas need protection when the next pandemic comes”.

    If you accept, you look after how it is listed, and may take its signatures back. Open this page, see what it is about, and answer with one press:

    http://letters.test/en/contact/[token]

    The link works for 21 days. Until you answer, nothing changes.

    If you do not know this organization, you need not do anything.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["handed_over"].text, @"
    To: sam@harvest.example
    Subject: Harvest Workers Union, Local 12 has another contact now

    Noor Haddad (Organizer) accepted, and is the contact of Harvest Workers Union, Local 12 now.

    Your links to its signatures, on every letter, have ended. So has the news about these letters, if you asked for it.

    If you did not want this, please answer this mail at once.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["handed_over:refused"].text, @"
    To: sam@harvest.example
    Subject: You are still the contact of Harvest Workers Union, Local 12

    Noor Haddad (Organizer) does not wish to be the contact of Harvest Workers Union, Local 12.

    Nothing has changed: your links work as before, and you may name someone else.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links:contact"].text, @"
    To: noor@harvest.example
    Subject: You are the contact now

    You accepted to be the contact of this organization. Each link opens the page of one of its signatures, to see, correct or delete it, or to sign the next letter:

    Workers on temporary visas need protection when the next pandemic comes
    Harvest Workers Union, Local 12
    http://letters.test/en/my-signature/[token]

    People who flee need asylum, not a season's work
    Harvest Workers Union, Local 12
    http://letters.test/en/my-signature/[token]

    Pass none of these links on: whoever has one can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["own_links:signed"].text, @"
    To: sam@harvest.example
    Subject: Your organization signed another letter

    You signed this letter for your organization. The link opens the page of that signature, to see, correct or delete it:

    People who flee need asylum, not a season's work
    Harvest Workers Union, Local 12
    http://letters.test/en/my-signature/[token]

    Pass none of these links on: whoever has one can change the signature.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}

#[rocket::async_test]
async fn to_those_who_decide_and_those_who_did_not_know() {
    let told = told("en").await;
    insta::assert_snapshot!(told["approval"].text, @"
    To: dolores@harvest.example
    Subject: For your decision: Workers on temporary visas need protection when the next pandemic comes

    Dear Dolores Prado,

    Sam Rivera (Secretary) asks you to decide whether Harvest Workers Union, Local 12 signs the letter “Workers on temporary visas need protection when the next pandemic comes”.

    Please read the letter; then approve or decline with one press. Nothing counts before your organization has agreed.

    Please decide by Tuesday, December 22, 7 am Eastern.

    One other person was also asked:
    - Kim Lee: Has not decided yet.

    Nobody has approved yet. 1 of the 2 people who decide must approve.

    http://letters.test/en/approve/[token]

    If nobody of your organization asked for this, take its name off here:
    http://letters.test/en/not-us/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["approval:reminder"].text, @"
    To: rosa@cannery.example
    Subject: Signing ends soon: Workers on temporary visas need protection when the next pandemic comes

    Dear Rosa Vega,

    Sam Rivera (Secretary) asks you to decide whether Cannery Workers signs the letter “Workers on temporary visas need protection when the next pandemic comes”.

    Signing ends soon. Please read the letter; then approve or decline with one press. Nothing counts before your organization has agreed.

    Please decide by Friday, January 29, 5 pm Eastern.

    http://letters.test/en/approve/[token]

    If nobody of your organization asked for this, take its name off here:
    http://letters.test/en/not-us/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["notice"].text, @"
    To: office@valley.example
    Subject: Your organization was signed for: Workers on temporary visas need protection when the next pandemic comes

    Valley Growers Alliance was signed for on the letter “Workers on temporary visas need protection when the next pandemic comes”, from an e-mail address that is not on your own domain. We tell you here so that nobody is signed for without knowing.

    It was signed by Sam Rivera (Secretary).

    If that is right, you need not do anything.

    If nobody of your organization asked for this, take its name off here:
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
    Subject: “This was not us”: Workers on temporary visas need protection when the next pandemic comes

    Valley Growers Alliance says that it did not sign the letter “Workers on temporary visas need protection when the next pandemic comes”. The name is off the public list and off the count.

    It was signed by Sam Rivera (Secretary), eve@gmail.com.

    Please look into it: undersigned review list protect-temporary-visa-workers, and undersigned review organization 4. Bundles that went out before can't be called back.

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["surge"].text, @"
    To: letters@coalition.example
    Subject: Signatures are held: many from union.example (Workers on temporary visas need protection when the next pandemic comes)

    More people than usual signed the letter “Workers on temporary visas need protection when the next pandemic comes” from addresses at union.example within a day. Those signatures are held, and count for nothing until you have looked.

    If they are genuine, such as members of one union, release them all at once; if not, leave or reject them:

    undersigned review list protect-temporary-visa-workers
    undersigned review trending protect-temporary-visa-workers
    undersigned review release protect-temporary-visa-workers --domain union.example

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["bundle"].text, @"
    To: desk@office.example
    Subject: 23 constituents of CA-21: Workers on temporary visas need protection when the next pandemic comes

    Dear Representative Sample:

    This is a revised letter. It replaces the one that we sent you on March 9, 2026.

    23 constituents of CA-21 signed this letter.
    2 organizations in California.

    Workers on temporary visas need protection when the next pandemic comes

    The letter is attached as a PDF. This PDF names 2 organizations and 20 constituents of CA-21. It counts 3 more signers without their names.

    In short, the signers ask you to:
    - Make safe housing, transport and workplaces a condition of every certified job on a temporary visa.
    - Let workers change employers without losing their status.
    - Give every worker paid sick leave, testing and care, whatever the visa.
    - Hold employers answerable for fees that their recruiters charge.

    If you have questions, or want the names as a table, please write to letters@coalition.example or call (202) 555-0143.

    Sincerely,

    Letters desk
    Coalition for Migration with Rights
    1200 Example Avenue NW, Suite 400
    Washington, DC 20036

    Code of this delivery: K7QF-2MXD
    ");
}

#[rocket::async_test]
async fn about_two_organizations_of_one_name() {
    let told = told("en").await;
    insta::assert_snapshot!(told["rivals"].text, @r#"
    To: letters@coalition.example
    Subject: Two organizations that may be one: Workers on temporary visas need protection when the next pandemic comes

    Two organizations on the letter “Workers on temporary visas need protection when the next pandemic comes” may be one, and somebody may have signed for the other without asking. Please look at both.

    6: Orchard Shelter — Salinas, CA. Contact: Ivo Sample (Secretary), ivo@refuge.example.
    It waits for you.

    5: Orchard Shelter — Salinas, CA. Contact: Eva Sample (Secretary), eva@shelter.example.
    It is on the list.

    If they are two, count the one that waits. If they are one, take off the one that does not speak for it:

    undersigned review list protect-temporary-visa-workers
    undersigned review organization 6
    undersigned review organization 5
    undersigned review approve NUMBER --evidence "…"
    undersigned review reject NUMBER

    Coalition for Migration with Rights
    letters@coalition.example
    "#);
    insta::assert_snapshot!(told["rival"].text, @"
    To: ivo@refuge.example
    Subject: Our staff look before it counts: Workers on temporary visas need protection when the next pandemic comes

    You signed the letter “Workers on temporary visas need protection when the next pandemic comes” for Orchard Shelter — Salinas, CA. It waits for our staff, because somebody else has signed for an organization of this name.

    The letter lists Orchard Shelter — Salinas, CA. Our staff see both.

    You need not do anything. If nobody of yours signed the other one, please answer this mail, or write to letters@coalition.example: that helps our staff to decide.

    Your own page shows how your signature stands:
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
    Subject: Your signature counts: Workers on temporary visas need protection when the next pandemic comes

    Dear Inés Vega,

    Our staff have looked at the signature of Granero Sur on the letter “Workers on temporary visas need protection when the next pandemic comes”. It counts now, and stands on the list.

    Your page shows what is stored, and lets you correct it, take it back or delete it:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
    insta::assert_snapshot!(told["reviewed:rejected"].text, @"
    To: ines1@gmail.com
    Subject: Your signature was not accepted: Workers on temporary visas need protection when the next pandemic comes

    Dear Inés Vega,

    Our staff have looked at the signature of Granero Norte on the letter “Workers on temporary visas need protection when the next pandemic comes”, and did not accept it. It is not counted and stands on no list.

    If that is a mistake, please answer this mail.

    Your page shows what is stored, and lets you delete it:

    http://letters.test/en/my-signature/[token]

    Coalition for Migration with Rights
    letters@coalition.example
    ");
}
