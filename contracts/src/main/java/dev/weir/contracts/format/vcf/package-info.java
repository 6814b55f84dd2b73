/** Variant Call Format. */
@NullMarked
package dev.weir.contracts.format.vcf;

import org.jspecify.annotations.NullMarked;
