package dev.weir.contracts.format.fasta;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.ColumnsByPlace;
import dev.weir.contracts.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that the columns of a table read what records of FASTA have, once each, and as what it is. */
final class FastaColumns {

    private static final List<String> WORDS =
            Stream.of(FastaField.values()).map(FastaField::word).toList();

    private final Problems problems;

    FastaColumns(Problems problems) {
        this.problems = problems;
    }

    void check(Table table) {
        ColumnsByPlace<FastaField> readers = new ColumnsByPlace<>(problems);
        for (Column column : table.columns()) {
            String written = column.origin().physicalName();
            Optional<FastaField> field = FastaField.of(written);
            if (field.isEmpty()) {
                report(
                        column,
                        "reads '" + written + "' of each record",
                        "no record of FASTA has it",
                        NearestName.remedy(
                                written, WORDS, "write as 'physicalName' one of " + String.join(", ", WORDS)));
                continue;
            }
            readers.add(field.get(), column);
            if (field.get() == FastaField.SEQUENCE && !(column.type() instanceof DataType.Text)) {
                report(column, "reads 'sequence' as " + column.type().display(), "it is a text", "type it as string");
            } else if (field.get() == FastaField.LENGTH && !isNumber(column.type())) {
                report(
                        column,
                        "reads 'length' as " + column.type().display(),
                        "it is a whole number",
                        "type it as integer");
            }
        }
    }

    private static boolean isNumber(DataType type) {
        return type instanceof DataType.Int64
                || type instanceof DataType.Real
                || type instanceof DataType.Decimal
                || type instanceof DataType.Text;
    }

    private void report(Column column, String what, String why, String remedy) {
        problems.add(Code.INVALID_VALUE, column.place(), "column '" + column.name() + "' " + what, why, remedy);
    }
}
