package dev.weir.privacy.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Column.Presence;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMismatch;
import dev.weir.privacy.mask.MaskTarget;
import dev.weir.privacy.mask.MaskTarget.Filled;
import java.util.List;
import java.util.Optional;

/**
 * Whether a mask fits a column: its type, its category, its table and where the data go. What does not fit is a problem
 * ({@link Code#INVALID_MASK}) at the place where the mask is written.
 */
public final class MaskFit {

    private MaskFit() {}

    /**
     * Notes what does not fit.
     *
     * @param category of the column, in law
     * @param stage where the data go
     * @return whether nothing was noted
     */
    public static boolean check(
            Mask mask, Column column, Table table, Category category, Destination stage, Problems problems) {
        Filled filled = column.presence() == Presence.REQUIRED ? Filled.REQUIRED : Filled.NEED_NOT_BE;
        MaskTarget target = new MaskTarget(
                column.name(),
                column.type(),
                category.code(),
                category.form(),
                table.name(),
                new MaskTarget.Whose(table.keys().subject(), table.keys().isSubjectUnknown()),
                table.keys().primary().contains(column.name()) ? Filled.KEY : filled);
        return fits(mask, target, stage, column.place(), problems);
    }

    /**
     * Notes which of the masks of a copy does not fit what the release has, or what the mask before it has left.
     *
     * @param masks one after the other
     * @param table its name
     * @param column as the release has it
     * @param form of the column's category, where the law pack has it
     * @param subject the column of the table that says whose a row is
     * @param place where the masks are written
     * @return whether nothing was noted
     */
    public static boolean checkCopy(
            List<Mask> masks,
            String table,
            ReleasedColumn column,
            Optional<IdentifierForm> form,
            Optional<String> subject,
            Place place,
            Problems problems) {
        DataType type = typeOf(column.type());
        Optional<String> whose = subject.map(name -> table + "." + name);
        for (Mask mask : masks) {
            // A coarser one reads what a finer one has made: a bin of a bin.
            boolean again = mask.readsItsOwn()
                    && column.mask().method().equals(mask.method().word());
            MaskTarget target = new MaskTarget(
                    table + "." + column.name(),
                    type,
                    column.category(),
                    form,
                    table,
                    MaskTarget.Whose.of(whose),
                    Filled.NEED_NOT_BE);
            if (!again && !fits(mask, target, Destination.EXPORT, place, problems)) {
                return false;
            }
            type = mask.outcome() == Mask.Outcome.TEXT ? new DataType.Text() : type;
        }
        return true;
    }

    /** The type of that name ({@link DataType#display}), as far as masks can tell types apart. */
    private static DataType typeOf(String display) {
        return switch (display.replaceFirst("[(<].*", "")) {
            case "integer" -> new DataType.Int64();
            case "decimal" -> new DataType.Decimal(38, 0);
            case "number" -> new DataType.Real();
            case "boolean" -> new DataType.Bool();
            case "date" -> new DataType.Date(Optional.empty());
            case "timestamp" -> new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty());
            case "timestamp without time zone" ->
                new DataType.Timestamp(DataType.Clock.WALL, Optional.empty(), Optional.empty());
            case "time" -> new DataType.Time(Optional.empty());
            case "array", "object" -> new DataType.Structure(List.of());
            default -> new DataType.Text();
        };
    }

    private static boolean fits(Mask mask, MaskTarget target, Destination stage, Place place, Problems problems) {
        boolean isShown = mask.isForDisplay() && (stage == Destination.PUBLIC || stage == Destination.EXPORT);
        Optional<MaskMismatch> misfit = isShown ? shown(mask, stage) : mask.misfit(target);
        misfit.ifPresent(found -> problems.add(
                Code.INVALID_MASK,
                place,
                "Column '" + target.column() + "' " + found.what(),
                found.why(),
                stage == Destination.EXPORT ? found.remedy().replace("weirMask", "mask") : found.remedy()));
        return misfit.isEmpty();
    }

    private static Optional<MaskMismatch> shown(Mask mask, Destination stage) {
        return MaskMismatch.because(
                "shows parts of its values" + (stage == Destination.EXPORT ? " to a recipient" : " to the public"),
                "what stays is enough to find people by, so '" + mask.method().word() + "' is for display inside only",
                "write weirMask: redact, drop or pseudonymise");
    }
}
