/** VCF read: its header, and each line against what the header declares, byte by byte. */
@NullMarked
package dev.weir.jobs.engine.read.vcf;

import org.jspecify.annotations.NullMarked;
