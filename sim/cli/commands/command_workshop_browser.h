/**
 * command_workshop_browser.h - opens the console in a browser of this machine.
 */
#ifndef CLI_COMMANDS_COMMAND_WORKSHOP_BROWSER_H
#define CLI_COMMANDS_COMMAND_WORKSHOP_BROWSER_H

/**
 * Opens the address, which contains the token of the console, by the program xdg-open, if there is a desktop
 * (DISPLAY or WAYLAND_DISPLAY). Other users of the machine can read the arguments of programs; so the program gets the path of a
 * page in the directory of the exercise that only its owner can read, and the page leads to the address. Without a desktop, or without
 * that program, nothing happens: the address stands on the terminal.
 */
void command_workshop_browser_open(const char *directory, const char *address);

/** Deletes the page. */
void command_workshop_browser_forget(const char *directory);

#endif
