/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-secret.h"

#include <errno.h>
#include <termios.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "gh-error.h"

#define MAX_BYTES (64u * 1024)
#define CHUNK_BYTES 1024
#define INTERRUPT '\003'
/* Linux keeps no more of a line that is typed, and drops the rest without a word (termios(3)). */
#define MAX_LINE_BYTES 4095

/* One line end belongs to the file or to the terminal, not to the secret; a second one, or a blank,
 * may well belong to the secret. */
static gsize
length_without_line_end (const char *data, gsize length)
{
  if (length > 0 && data[length - 1] == '\n')
    length--;
  else
    return length;
  if (length > 0 && data[length - 1] == '\r')
    length--;

  return length;
}

static GhSecret *
without_line_end (GhSecret *raw, const char *what, GError **error)
{
  gsize length;
  const char *data = gh_secret_peek (raw, &length);

  length = length_without_line_end (data, length);
  if (length == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("No %s was given: it is empty"),
                   what);
      return NULL;
    }

  return gh_secret_new (data, length);
}

static void
set_read_error (const char *what, int number, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("The %s could not be read: %s"), what,
               g_strerror (number));
}

static ssize_t
read_chunk (int descriptor, GhSecretBuilder *builder)
{
  char chunk[CHUNK_BYTES];
  ssize_t got;

  do
    got = read (descriptor, chunk, sizeof chunk);
  while (got < 0 && errno == EINTR);

  if (got > 0)
    gh_secret_builder_append (builder, chunk, (gsize)got);
  gh_secret_wipe (chunk, sizeof chunk);

  return got;
}

/* Ctrl+C arrives as a character here, so that the terminal shows again what is typed before the
 * program ends. As an end of line it arrives at once. */
static gssize
read_line_without_echo (int descriptor,
                        const char *what,
                        GhSecretBuilder *builder,
                        gboolean *interrupted)
{
  struct termios before, silent;
  char character = '\0';
  gssize length = 0;
  ssize_t got;

  if (tcgetattr (descriptor, &before) != 0)
    return -1;

  silent = before;
  silent.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
  silent.c_cc[VEOL] = INTERRUPT;
  tcsetattr (descriptor, TCSAFLUSH, &silent);
  /* Only now, because who is asked may begin to type. */
  g_printerr ("%s: ", what);
  do
    {
      got = read (descriptor, &character, 1);
      if (got == 1 && character != INTERRUPT)
        {
          gh_secret_builder_append (builder, &character, 1);
          length++;
        }
    }
  while ((got == 1 && character != '\n' && character != INTERRUPT) || (got < 0 && errno == EINTR));
  tcsetattr (descriptor, TCSAFLUSH, &before);
  g_printerr ("\n");

  *interrupted = character == INTERRUPT;
  gh_secret_wipe (&character, sizeof character);

  return got < 0 ? -1 : length;
}

/* Asks on a terminal, without showing what is typed. */
static GhSecret *
ask (int descriptor, const char *what, GError **error)
{
  g_autoptr (GhSecretBuilder) builder = gh_secret_builder_new ();
  g_autoptr (GhSecret) raw = NULL;
  gboolean interrupted = FALSE;
  gssize length;

  length = read_line_without_echo (descriptor, what, builder, &interrupted);
  if (length < 0)
    {
      set_read_error (what, errno, error);
      return NULL;
    }
  if (interrupted)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      return NULL;
    }
  if (length >= MAX_LINE_BYTES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("The %s is longer than a line of a terminal can be: give it by a pipe"),
                   what);
      return NULL;
    }

  raw = gh_secret_builder_end (builder);
  return without_line_end (raw, what, error);
}

/**
 * gh_cli_secret_check_descriptor:
 * @descriptor: (inout): what an option was given, -1 afterwards if that is nothing
 * @option: its name
 * @error: return location
 *
 * Returns: %FALSE with %G_OPTION_ERROR if it was given what can be no descriptor
 */
gboolean
gh_cli_secret_check_descriptor (int *descriptor, const char *option, GError **error)
{
  if (*descriptor >= 0)
    return TRUE;
  if (*descriptor == GH_CLI_NO_DESCRIPTOR)
    {
      *descriptor = -1;
      return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("%s takes the number of a descriptor, not %d"), option, *descriptor);
  return FALSE;
}

/**
 * gh_cli_secret_read:
 * @descriptor: an open file descriptor
 * @what: what it holds, for messages
 * @error: return location
 *
 * Reads to the end; on a terminal, asks for one line that is not shown. Exactly one final LF or
 * CRLF is removed.
 *
 * Returns: (transfer full): the secret, or %NULL with %GH_ERROR_INVALID_INPUT
 */
GhSecret *
gh_cli_secret_read (int descriptor, const char *what, GError **error)
{
  g_autoptr (GhSecretBuilder) builder = gh_secret_builder_new ();
  g_autoptr (GhSecret) raw = NULL;
  gsize length = 0;
  ssize_t got;

  if (isatty (descriptor))
    return ask (descriptor, what, error);

  do
    {
      got = read_chunk (descriptor, builder);
      if (got > 0)
        length += (gsize)got;
    }
  while (got > 0 && length <= MAX_BYTES);

  if (got < 0)
    {
      set_read_error (what, errno, error);
      return NULL;
    }
  if (length > MAX_BYTES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("The %s is longer than %u bytes: is it the right file?"), what, MAX_BYTES);
      return NULL;
    }

  raw = gh_secret_builder_end (builder);
  return without_line_end (raw, what, error);
}
