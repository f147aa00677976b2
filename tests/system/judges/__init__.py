# SPDX-License-Identifier: Apache-2.0
"""Tools of others, wrapped: what they say about a card, without any code of the engine."""
