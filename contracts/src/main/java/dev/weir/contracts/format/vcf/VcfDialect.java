package dev.weir.contracts.format.vcf;

import dev.weir.contracts.format.TextDialect;
import dev.weir.contracts.format.TextStorage;

/** How VCF lies in files; their headers say the rest. */
public record VcfDialect(TextStorage stored) implements TextDialect {}
