/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-world.h"

#include "gh-json.h"

struct _FaultWorld
{
  GSubprocess *process;
  GOutputStream *input;
  GDataInputStream *output;
};

FaultWorld *
fault_world_new (void)
{
  FaultWorld *self = g_new0 (FaultWorld, 1);
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, g_getenv ("GATEHOUSE_FAULT_WORLD"), NULL);
  g_assert_no_error (error);
  self->input = g_object_ref (g_subprocess_get_stdin_pipe (self->process));
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  return self;
}

void
fault_world_free (FaultWorld *self)
{
  g_output_stream_close (self->input, NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->input);
  g_object_unref (self->output);
  g_object_unref (self->process);
  g_free (self);
}

char *
fault_world_ask (FaultWorld *self, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  va_list arguments;
  char *answer;

  va_start (arguments, format);
  g_string_append_vprintf (line, format, arguments);
  va_end (arguments);
  g_string_append_c (line, '\n');

  g_output_stream_write_all (self->input, line->str, line->len, NULL, NULL, &error);
  g_assert_no_error (error);
  answer = g_data_input_stream_read_line_utf8 (self->output, NULL, NULL, &error);
  g_assert_no_error (error);
  if (answer == NULL)
    g_error ("The fault world ended at the command “%s”", line->str);

  return answer;
}

void
fault_world_set_fault (FaultWorld *self, const char *fault, const char *method)
{
  g_autofree char *answer =
      fault_world_ask (self, "fault %s %s", fault, method != NULL ? method : "");

  g_assert_cmpstr (answer, ==, "ok");
}

guint
fault_world_count (FaultWorld *self, const char *call)
{
  g_autofree char *answer = fault_world_ask (self, "count %s", call);

  return (guint)g_ascii_strtoull (answer, NULL, 10);
}

GhCloud *
fault_world_get_cloud (FaultWorld *self, const char *port)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *row = fault_world_ask (self, "row %s", port);
  g_autoptr (JsonObject) object = gh_json_parse_object (row, -1, &error);
  GhCloud *cloud;

  g_assert_no_error (error);
  cloud = gh_cloud_new_from_json (object, &error);
  g_assert_no_error (error);

  return cloud;
}

GTlsDatabase *
fault_world_get_trust (FaultWorld *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = fault_world_ask (self, "ca");
  GTlsDatabase *trust = g_tls_file_database_new (file, &error);

  g_assert_no_error (error);

  return trust;
}

GhSecret *
fault_world_ask_secret (FaultWorld *self, const char *command)
{
  g_autofree char *text = fault_world_ask (self, "%s", command);

  return gh_secret_new_text (text);
}
