package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.TextStorage;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;

/** Files of VCF for tests, and what is read of them. */
public final class VcfLines {

    static final Vcf FORMAT = new Vcf(TextStorage.USUAL_RECORD_BYTES);

    static final ValueType TEXT = new ValueType.Text();
    static final ValueType WHOLE = ValueType.Whole.LONG;
    static final ValueType REAL = ValueType.Real.FINITE;

    private static final String HEADER = """
            ##fileformat=%s
            ##source=tests
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency, of each allele">
            ##INFO=<ID=NOTE,Number=1,Type=String,Description="A \\"note\\"">
            ##INFO=<ID=TAGS,Number=.,Type=String,Description="Tags">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="Known">
            ##INFO=<ID=RC,Number=R,Type=Integer,Description="Reads">
            ##INFO=<ID=ONE,Number=1,Type=Character,Description="A character">
            ##FILTER=<ID=q10,Description="Quality below 10">
            ##contig=<ID=1,length=1000>
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##FORMAT=<ID=PL,Number=G,Type=Integer,Description="Likelihoods">
            ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO""";

    private VcfLines() {}

    /** A file of VCF 4.2 with two samples; blanks between the fields of the lines are tabs. */
    static String file(String... lines) {
        return ofVersion("VCFv4.2", lines);
    }

    static String ofVersion(String version, String... lines) {
        return HEADER.formatted(version) + "\tFORMAT\tWANG LEI\tLI NA\n" + body(lines);
    }

    static String withoutSamples(String... lines) {
        return HEADER.formatted("VCFv4.2") + "\n" + body(lines);
    }

    /** The line of the first record of a file. */
    static int firstLine() {
        return (int) HEADER.lines().count() + 1;
    }

    private static String body(String... lines) {
        StringBuilder body = new StringBuilder();
        for (String line : lines) {
            body.append(line.replace(' ', '\t').replace('_', ' ')).append('\n');
        }
        return body.toString();
    }

    static ReadColumn column(String path, ValueType type) {
        return new ReadColumn(path.toLowerCase(java.util.Locale.ROOT), path, type, List.of(), OnBadValue.UNREADABLE);
    }

    static ValueType listOf(ValueType type) {
        return new ValueType.ListOf(type);
    }

    static ReadSpec spec(ReadColumn... columns) {
        return ReadSpec.of(FORMAT, List.of(columns));
    }

    static ReadSpec lenient(ReadColumn... columns) {
        return new ReadSpec(FORMAT, List.of(columns), MissingColumnPolicy.NULL, RecordLimits.USUAL);
    }
}
