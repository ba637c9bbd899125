/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-route.h"

G_BEGIN_DECLS

char *gh_route_text_summarize_sealed (const char *gateway_name);
char *gh_route_text_explain_sealed (const char *gateway_name,
                                    GhGatewayKey *key,
                                    GhKeyState key_state,
                                    const char *known_fingerprint);
char *gh_route_text_summarize_undecided (gboolean on_premises);
char *gh_route_text_explain_undecided (const char *gateway_name, gboolean on_premises);

G_END_DECLS
