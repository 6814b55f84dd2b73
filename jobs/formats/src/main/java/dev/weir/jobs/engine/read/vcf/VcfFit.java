package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.vcf.VcfPath;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.Optional;

/** Whether a file has the values of a column, and whether they are such as the column asks for: by its header. */
record VcfFit(VcfHeader header, ReadColumn column) {

    Optional<VcfPath> path() {
        return VcfPath.of(column.header());
    }

    /** Why the file lacks the column; empty where it has it. */
    Optional<String> missing() {
        Optional<VcfPath> path = path();
        if (path.isEmpty()) {
            return Optional.of("no record of VCF has '" + column.header() + "'");
        }
        if (header.has(path.get())) {
            return Optional.empty();
        }
        boolean ofSamples = path.get().room() != VcfPath.Room.INFO;
        return Optional.of(
                ofSamples && header.samples().isEmpty()
                        ? "the file has no samples"
                        : "the file's header does not declare " + path.get());
    }

    /** Why the declared values are none of the column's type; empty where they may be. */
    Optional<String> conflict() {
        return path().flatMap(path -> switch (path.room()) {
            case INFO ->
                header.key(path).filter(key -> !fits(key, column.type())).map(key -> declared(path, key));
            case FORMAT ->
                header.key(path).filter(key -> !fitsSamples(key, column.type())).map(key -> declared(path, key));
            case CHROM, POS, ID, REF, ALT, QUAL, FILTER, SAMPLES -> Optional.empty();
        });
    }

    private static String declared(VcfPath path, VcfKey key) {
        return "the file's header declares " + path + " with " + key.shown() + ", which is not the column's type";
    }

    private static boolean fitsSamples(VcfKey key, ValueType type) {
        return type instanceof ValueType.ListOf list && fits(key, list.element());
    }

    private static boolean fits(VcfKey key, ValueType type) {
        if (type instanceof ValueType.ListOf list) {
            return key.type() != VcfType.FLAG && holds(key.type(), list.element());
        }
        boolean single = key.number().isOne() || key.type() == VcfType.FLAG;
        return single ? holds(key.type(), type) : isText(type);
    }

    private static boolean isText(ValueType type) {
        return type instanceof ValueType.Text || type instanceof ValueType.AsWritten;
    }

    /** Whether values of a declared type may be values of a column's: what is wider, and what VCF has no type for out of its texts. */
    private static boolean holds(VcfType declared, ValueType type) {
        return switch (type.kind()) {
            case AS_WRITTEN -> true;
            case TEXT -> declared != VcfType.FLAG;
            case WHOLE -> declared == VcfType.INTEGER;
            case EXACT, REAL -> declared == VcfType.INTEGER || declared == VcfType.FLOAT;
            case FLAG -> declared == VcfType.FLAG || declared.isText();
            case DAY, INSTANT, WALL_CLOCK, TIME_OF_DAY -> declared.isText();
            case LIST_OF, OBJECT_OF -> false;
        };
    }
}
