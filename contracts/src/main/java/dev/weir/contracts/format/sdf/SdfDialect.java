package dev.weir.contracts.format.sdf;

import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;

/** How structure-data files are stored; BIOVIA's CTfile formats say the rest. */
public record SdfDialect(TextStorage stored) implements TextDialect {}
