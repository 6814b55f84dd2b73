package dev.weir.benchmarks;

import htsjdk.variant.variantcontext.Genotype;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFFileReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a VCF with htsjdk alone, all genotypes decoded, in one thread and to nowhere: seconds and CPU seconds. */
public final class HtsjdkAlone {

    private HtsjdkAlone() {}

    /** Argument: the file. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long[] counts = new long[2];
        Cost cost = Cost.of(() -> read(Path.of(arguments[0]), counts));
        out.printf(
                Locale.ROOT,
                "htsjdk\twall-s %.1f\tcpu-s %.1f\t%d lines, %d genotypes called%n",
                cost.wall(),
                cost.cpu(),
                counts[0],
                counts[1]);
    }

    private static void read(Path file, long[] counts) {
        try (VCFFileReader reader = new VCFFileReader(file, false)) {
            for (VariantContext variant : reader) {
                counts[0]++;
                for (Genotype genotype : variant.getGenotypes()) {
                    counts[1] += genotype.isCalled() && genotype.getDP() >= 0 ? 1 : 0;
                }
            }
        }
    }
}
