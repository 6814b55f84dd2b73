package dev.weir.contracts.format.sdf;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.format.ColumnsByPlace;
import dev.weir.contracts.text.NearestName;
import java.util.Optional;

/** Checks where the columns of a table stand in records of structure-data files: each at a place of its own, and as what stands there. */
final class SdfColumns {

    private final Problems problems;

    SdfColumns(Problems problems) {
        this.problems = problems;
    }

    void check(Table table) {
        ColumnsByPlace<SdfPath> readers = new ColumnsByPlace<>(problems);
        for (Column column : table.columns()) {
            String written = column.origin().physicalName();
            Optional<SdfPath> path = SdfPath.of(written);
            if (path.isEmpty()) {
                report(
                        column,
                        "reads '" + written + "' of each record",
                        "no record of SDF has it",
                        NearestName.remedy(
                                written,
                                SdfPath.plain(),
                                "write 'physicalName: " + SdfPath.ofItem(written)
                                        + "' where it is a data item, else one of "
                                        + String.join(", ", SdfPath.plain())));
                continue;
            }
            readers.add(path.get(), column);
            checkType(column, path.get());
        }
    }

    private void checkType(Column column, SdfPath path) {
        boolean isText = column.type() instanceof DataType.Text;
        boolean isNumber = column.type() instanceof DataType.Int64
                || column.type() instanceof DataType.Real
                || column.type() instanceof DataType.Decimal;
        switch (path.room()) {
            case MOLBLOCK -> {
                if (!isText) {
                    wrongType(column, path, "it is a text of several lines", "type it as string");
                }
            }
            case ATOMS, BONDS -> {
                if (!isText && !isNumber) {
                    wrongType(column, path, "it is a whole number", "type it as integer");
                }
            }
            case TITLE, COMMENT, DATA -> {
                // texts that may be of any type
            }
        }
    }

    private void wrongType(Column column, SdfPath path, String why, String remedy) {
        report(column, "reads '" + path + "' as " + column.type().display(), why, remedy);
    }

    private void report(Column column, String what, String why, String remedy) {
        problems.add(Code.INVALID_VALUE, column.place(), "column '" + column.name() + "' " + what, why, remedy);
    }
}
