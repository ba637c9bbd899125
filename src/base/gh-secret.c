/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct _GhSecret
{
  gatomicrefcount references;
  char *pages;
  gsize mapped;
  gsize length;
};

struct _GhSecretBuilder
{
  char *pages;
  gsize mapped;
  gsize length;
};

G_DEFINE_BOXED_TYPE (GhSecret, gh_secret, gh_secret_ref, gh_secret_unref)

/* Whole pages, because mlock and MADV_DONTDUMP work on pages; both may be refused by a limit of
 * the system, and an unlocked secret is then still better than none. */
static char *
allocate_pages (gsize wanted, gsize *mapped)
{
  gsize page = (gsize)sysconf (_SC_PAGESIZE);
  gsize size = (wanted / page + 1) * page;
  char *pages = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (pages == MAP_FAILED)
    g_error ("Out of memory for a secret of %" G_GSIZE_FORMAT " bytes", wanted);

  (void)mlock (pages, size);
  (void)madvise (pages, size, MADV_DONTDUMP);
  *mapped = size;

  return pages;
}

static void
release_pages (char *pages, gsize mapped)
{
  if (pages == NULL)
    return;

  explicit_bzero (pages, mapped);
  munmap (pages, mapped);
}

/**
 * gh_secret_new:
 * @data: (array length=length): the bytes to keep
 * @length: how many there are
 *
 * Copies @data. The caller still owns its own copy and wipes it.
 *
 * Returns: (transfer full): a new secret
 */
GhSecret *
gh_secret_new (const void *data, gsize length)
{
  g_autoptr (GhSecretBuilder) builder = gh_secret_builder_new ();

  gh_secret_builder_append (builder, data, length);

  return gh_secret_builder_end (builder);
}

/**
 * gh_secret_new_text:
 * @text: text to keep, without its NUL
 *
 * Returns: (transfer full): a new secret
 */
GhSecret *
gh_secret_new_text (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return gh_secret_new (text, strlen (text));
}

/**
 * gh_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self
 */
GhSecret *
gh_secret_ref (GhSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * gh_secret_unref:
 * @self: (transfer full): a secret
 *
 * Drops a reference; with the last one the bytes are wiped.
 */
void
gh_secret_unref (GhSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  release_pages (self->pages, self->mapped);
  g_free (self);
}

/**
 * gh_secret_peek:
 * @self: a secret
 * @length: (out) (optional): how many bytes there are
 *
 * Returns: (transfer none): the bytes, followed by a NUL that does not count
 */
const char *
gh_secret_peek (GhSecret *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;

  return self->pages;
}

/**
 * gh_secret_peek_text:
 * @self: a secret
 *
 * Returns: (transfer none): the bytes as NUL-terminated text
 */
const char *
gh_secret_peek_text (GhSecret *self)
{
  return gh_secret_peek (self, NULL);
}

/**
 * gh_secret_get_length:
 * @self: a secret
 *
 * Returns: its length in bytes
 */
gsize
gh_secret_get_length (GhSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * gh_secret_equal:
 * @self: a secret
 * @other: another one
 *
 * Compares in a time that depends on the lengths only.
 *
 * Returns: whether both hold the same bytes
 */
gboolean
gh_secret_equal (GhSecret *self, GhSecret *other)
{
  volatile guchar difference = 0;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self->length != other->length)
    return FALSE;

  for (gsize i = 0; i < self->length; i++)
    difference |= (guchar)(self->pages[i] ^ other->pages[i]);

  return difference == 0;
}

/**
 * gh_secret_to_bytes:
 * @self: a secret
 *
 * Wraps the secret for an API that wants #GBytes, without copying it.
 *
 * Returns: (transfer full): bytes that hold a reference to @self
 */
GBytes *
gh_secret_to_bytes (GhSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_new_with_free_func (self->pages, self->length, (GDestroyNotify)gh_secret_unref,
                                     gh_secret_ref (self));
}

/**
 * gh_secret_wipe:
 * @data: (nullable): memory of one's own
 * @length: how much of it
 *
 * Overwrites @data in a way that the compiler may not leave out.
 */
void
gh_secret_wipe (void *data, gsize length)
{
  if (data != NULL)
    explicit_bzero (data, length);
}

/**
 * gh_secret_free_text:
 * @text: (nullable) (transfer full): text in ordinary heap memory
 *
 * Wipes @text, then frees it.
 */
void
gh_secret_free_text (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * gh_secret_builder_new:
 *
 * Returns: (transfer full): an empty builder
 */
GhSecretBuilder *
gh_secret_builder_new (void)
{
  GhSecretBuilder *self = g_new0 (GhSecretBuilder, 1);

  self->pages = allocate_pages (0, &self->mapped);

  return self;
}

/**
 * gh_secret_builder_append:
 * @self: a builder
 * @data: (array length=length) (nullable): what to add
 * @length: how many bytes
 */
void
gh_secret_builder_append (GhSecretBuilder *self, const void *data, gsize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);

  /* One byte more is kept for the NUL that ends the text; fresh pages are zero. */
  if (self->length + length + 1 > self->mapped)
    {
      gsize mapped;
      char *pages = allocate_pages (2 * (self->length + length), &mapped);

      memcpy (pages, self->pages, self->length);
      release_pages (self->pages, self->mapped);
      self->pages = pages;
      self->mapped = mapped;
    }

  if (length > 0)
    memcpy (self->pages + self->length, data, length);
  self->length += length;
}

/**
 * gh_secret_builder_append_text:
 * @self: a builder
 * @text: NUL-terminated text
 */
void
gh_secret_builder_append_text (GhSecretBuilder *self, const char *text)
{
  g_return_if_fail (text != NULL);

  gh_secret_builder_append (self, text, strlen (text));
}

/**
 * gh_secret_builder_append_secret:
 * @self: a builder
 * @secret: whose bytes to add
 */
void
gh_secret_builder_append_secret (GhSecretBuilder *self, GhSecret *secret)
{
  g_return_if_fail (secret != NULL);

  gh_secret_builder_append (self, secret->pages, secret->length);
}

/**
 * gh_secret_builder_append_json_string:
 * @self: a builder
 * @text: (array length=length): UTF-8
 * @length: its length in bytes
 *
 * Adds @text as a JSON string with its quotes (RFC 8259, section 7). json-glib before 1.10.8 leaves
 * U+001F as it is and needs the text in ordinary memory, so it can't be used for a credential.
 */
void
gh_secret_builder_append_json_string (GhSecretBuilder *self, const char *text, gsize length)
{
  static const char short_forms[] = "btn.fr";

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);

  gh_secret_builder_append (self, "\"", 1);
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar)text[i];
      char escaped[8] = { '\\', 0 };

      if (c == '"' || c == '\\')
        escaped[1] = (char)c;
      else if (c >= '\b' && c <= '\r' && c != '\v')
        escaped[1] = short_forms[c - '\b'];
      else if (c < 0x20)
        g_snprintf (escaped, sizeof escaped, "\\u%04x", c);
      else
        {
          gh_secret_builder_append (self, &c, 1);
          continue;
        }

      gh_secret_builder_append_text (self, escaped);
      explicit_bzero (escaped, sizeof escaped);
    }
  gh_secret_builder_append (self, "\"", 1);
}

/**
 * gh_secret_builder_end:
 * @self: a builder, empty afterwards
 *
 * Returns: (transfer full): what was put together
 */
GhSecret *
gh_secret_builder_end (GhSecretBuilder *self)
{
  GhSecret *secret;

  g_return_val_if_fail (self != NULL && self->pages != NULL, NULL);

  secret = g_new0 (GhSecret, 1);
  g_atomic_ref_count_init (&secret->references);
  secret->pages = g_steal_pointer (&self->pages);
  secret->mapped = self->mapped;
  secret->length = self->length;
  self->pages = allocate_pages (0, &self->mapped);
  self->length = 0;

  return secret;
}

/**
 * gh_secret_builder_free:
 * @self: (transfer full): a builder
 */
void
gh_secret_builder_free (GhSecretBuilder *self)
{
  g_return_if_fail (self != NULL);

  release_pages (self->pages, self->mapped);
  g_free (self);
}
