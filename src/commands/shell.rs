//! `completions` and `man`: shell completions and the manual page.

use std::process::ExitCode;

use clap_complete::Shell;

/// Print a completion script for your shell
#[derive(clap::Args)]
pub struct Completions {
    /// Your shell
    shell: Shell,
}

/// Prints the script for a shell: `undersigned completions bash > /etc/bash_completion.d/undersigned`.
pub fn completions(args: &Completions, mut command: clap::Command) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "undersigned", &mut script);
    super::say(String::from_utf8(script)?.trim_end());
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page, with all commands on it.
pub fn man(mut command: clap::Command) -> anyhow::Result<ExitCode> {
    let mut page = Vec::new();
    command.build();
    let manual = clap_mangen::Man::new(command.clone());
    manual.render(&mut page)?;
    below(&command, &mut page)?;
    super::say(String::from_utf8(page)?.trim_end());
    Ok(ExitCode::SUCCESS)
}

/// Appends every command below one as a section of its own, so that one page holds everything.
fn below(command: &clap::Command, page: &mut Vec<u8>) -> anyhow::Result<()> {
    for each in command
        .get_subcommands()
        .filter(|it| !it.is_hide_set() && it.get_name() != "help")
    {
        if !each.has_subcommands() {
            let manual = clap_mangen::Man::new(each.clone());
            let title = each.get_bin_name().unwrap_or_else(|| each.get_name()).to_uppercase();
            page.extend(format!(".SH \"{title}\"\n").into_bytes());
            if let Some(about) = each.get_about() {
                page.extend(format!("{about}.\n.PP\n").into_bytes());
            }
            manual.render_options_section(page)?;
        }
        below(each, page)?;
    }
    Ok(())
}
