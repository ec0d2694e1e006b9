/**
 * command_workshop_browser.h - opens the console of an exercise in a browser of this machine.
 */
#ifndef CLI_COMMANDS_COMMAND_WORKSHOP_BROWSER_H
#define CLI_COMMANDS_COMMAND_WORKSHOP_BROWSER_H

/**
 * Opens the address, which contains the token of the console, with the program xdg-open. Other
 * users of the machine can read the arguments of programs. So xdg-open gets the path of a page in
 * the directory of the exercise, which only the owner of the directory can read. This page leads to
 * the address. Nothing happens without a desktop (DISPLAY or WAYLAND_DISPLAY) or without that
 * program. The command prints the address in any case.
 */
void command_workshop_browser_open(const char *directory, const char *address);

/** Deletes the page that command_workshop_browser_open() wrote. */
void command_workshop_browser_forget(const char *directory);

#endif
