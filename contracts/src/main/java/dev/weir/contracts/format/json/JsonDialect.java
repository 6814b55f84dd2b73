package dev.weir.contracts.format.json;

import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;

/** How JSON lines lie in files; JSON says the rest. */
public record JsonDialect(TextStorage stored) implements TextDialect {}
