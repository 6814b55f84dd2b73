package dev.weir.contracts.format.vcf;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.ColumnsByPlace;
import java.util.Optional;

/** Checks where the columns of a table stand in records of VCF, and that their types are such as stand there. */
final class VcfColumns {

    private final Problems problems;

    VcfColumns(Problems problems) {
        this.problems = problems;
    }

    void check(Table table) {
        ColumnsByPlace<VcfPath> readers = new ColumnsByPlace<>(problems);
        for (Column column : table.columns()) {
            Optional<VcfPath> path = VcfPath.of(column.origin().physicalName());
            if (path.isEmpty()) {
                unknown(column);
                continue;
            }
            readers.add(path.get(), column);
            wrongType(path.get(), column.type())
                    .ifPresent(wrong -> problems.add(
                            Code.INVALID_VALUE,
                            column.place(),
                            "column '" + column.name() + "' reads " + path.get() + " as "
                                    + column.type().display(),
                            wrong.why(),
                            wrong.remedy()));
        }
    }

    private void unknown(Column column) {
        String written = column.origin().physicalName();
        problems.add(
                Code.INVALID_VALUE,
                column.place(),
                "column '" + column.name() + "' reads '" + written + "' of each record",
                "no record of VCF has it",
                VcfPath.plain().stream()
                        .filter(written::equalsIgnoreCase)
                        .map(meant -> "write 'physicalName: " + meant + "'")
                        .findFirst()
                        .orElse("write as 'physicalName' one of " + String.join(", ", VcfPath.plain())
                                + ", a key of INFO such as INFO/DP, or a key of the samples such as FORMAT/GT"));
    }

    /** What is wrong with a type, and what to do about it. */
    private record Wrong(String why, String remedy) {}

    private static Optional<Wrong> wrongType(VcfPath path, DataType type) {
        return switch (path.room()) {
            case CHROM, REF ->
                type instanceof DataType.Text
                        ? Optional.empty()
                        : Optional.of(new Wrong("it is a text", "type it as string"));
            case POS ->
                isNumber(type) || type instanceof DataType.Int64 || type instanceof DataType.Text
                        ? Optional.empty()
                        : Optional.of(new Wrong("it is a whole number", "type it as integer"));
            case QUAL ->
                isNumber(type) || type instanceof DataType.Text
                        ? Optional.empty()
                        : Optional.of(new Wrong("it is a number with a fraction", "type it as number"));
            case ID, ALT, FILTER ->
                isTexts(type) || type instanceof DataType.Text
                        ? Optional.empty()
                        : Optional.of(new Wrong(
                                "it is a list of texts",
                                "type it as array of string, or as string to have it as written"));
            case SAMPLES ->
                isTexts(type)
                        ? Optional.empty()
                        : Optional.of(new Wrong("it is the names of all samples", "type it as array of string"));
            case INFO ->
                depth(type) <= 1
                        ? Optional.empty()
                        : Optional.of(new Wrong("a key of INFO has one list of values", "type it as array of values"));
            case FORMAT ->
                depth(type) == 1 || depth(type) == 2
                        ? Optional.empty()
                        : Optional.of(new Wrong(
                                "each sample has one value, or one list of them",
                                "type it as array, with the type of a sample's value as items"));
        };
    }

    private static boolean isNumber(DataType type) {
        return type instanceof DataType.Real || type instanceof DataType.Decimal;
    }

    private static boolean isTexts(DataType type) {
        return type instanceof DataType.Array array && array.element() instanceof DataType.Text;
    }

    private static int depth(DataType type) {
        return type instanceof DataType.Array array ? 1 + depth(array.element()) : 0;
    }
}
