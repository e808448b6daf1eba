/*
 * What a shell needs to know is whom to ask: the program itself, with the words so far after `--`. It answers a candidate a line, with what it
 * is after a tab, or `:files` where the shell knows better.
 */
const bash = String.raw`# bash completion for tokenkeep
_tokenkeep() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = ":files" ]; then
      compopt -o default
      return
    fi
    COMPREPLY+=("$(printf '%q' "\${line%%$'\t'*}")")
  done < <(tokenkeep complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _tokenkeep tokenkeep
`;

const zsh = String.raw`#compdef tokenkeep
_tokenkeep() {
  local -a found
  local line
  for line in "\${(@f)$(tokenkeep complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == ":files" ]]; then
      _files
      return
    fi
    [[ -n $line ]] && found+=("\${\${line%%$'\t'*}//:/\\:}:\${line#*$'\t'}")
  done
  _describe tokenkeep found
}
if [ "$funcstack[1]" = "_tokenkeep" ]; then
  _tokenkeep "$@"
else
  compdef _tokenkeep tokenkeep
fi
`;

const fish = String.raw`# fish completion for tokenkeep
function __tokenkeep_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l found (tokenkeep complete -- $words[2..-1] 2>/dev/null)
  if test "$found" = ":files"
    __fish_complete_path (commandline -ct)
  else
    printf '%s\n' $found
  end
end
complete -c tokenkeep -f -a '(__tokenkeep_complete)'
`;

/** Older PowerShell drops an empty word on its way to a program, so that is said in another way. */
const powershell = String.raw`# PowerShell completion for tokenkeep
Register-ArgumentCompleter -Native -CommandName tokenkeep -ScriptBlock {
  param($word, $ast, $cursor)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.StartOffset -lt $cursor } | ForEach-Object { $_.ToString().Trim('"', "'") })
  $next = if ($word -eq '') { @('--next') } else { @() }
  tokenkeep complete @next -- @words 2>$null | ForEach-Object {
    $text, $about = $_ -split [char]9, 2
    if ($text -eq ':files') { return }
    $quoted = if ($text -match '[\s''"]') { "'" + $text.Replace("'", "''") + "'" } else { $text }
    $tip = if ($about) { $about } else { $text }
    [System.Management.Automation.CompletionResult]::new($quoted, $text, 'ParameterValue', $tip)
  }
}
`;

const plain = (text: string): string => text.replaceAll(String.raw`\${`, '${');

export const completionScripts: Readonly<Record<string, string>> = {
  bash: plain(bash),
  zsh: plain(zsh),
  fish: plain(fish),
  powershell: plain(powershell),
};
