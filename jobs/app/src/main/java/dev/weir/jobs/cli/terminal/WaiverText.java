package dev.weir.jobs.cli.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.json.Json;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A waiver, or a column that is called harmless, as every command shows it. */
public final class WaiverText {

    private WaiverText() {}

    public static String of(Waiver waiver, LocalDate today) {
        return waiver.rule() + " of " + waiver.product() + " " + end(waiver, today)
                + (waiver.by().isEmpty() ? "" : ", by " + waiver.by())
                + waiver.approvedBy().map(second -> " and " + second).orElse("")
                + (waiver.because().isEmpty() ? "" : ": " + waiver.because()) + "  (" + waiver.place() + ")";
    }

    public static String of(HarmlessColumn column, LocalDate today) {
        String end = column.inForce(today)
                ? "counts as harmless until " + column.word().until()
                        + left(today, column.word().until())
                : "ended on " + column.word().until() + ", a release stops again";
        return column.name() + " of " + column.product() + " looks like " + String.join(", ", column.looksLike()) + ": "
                + end + ", by " + column.word().by() + ": " + column.word().because() + "  (" + column.place() + ")";
    }

    private static String left(LocalDate today, LocalDate until) {
        long days = ChronoUnit.DAYS.between(today, until);
        return days == 0 ? " (today)" : days == 1 ? " (tomorrow)" : " (" + days + " days left)";
    }

    private static String end(Waiver waiver, LocalDate today) {
        if (!waiver.inForce(today)) {
            return "ended on " + waiver.until() + ", the rule is in force again";
        }
        return "may fail until " + waiver.until() + left(today, waiver.until());
    }

    /** {@code schemas/waive.schema.json}. */
    public static ObjectNode json(List<Waiver> waivers, List<HarmlessColumn> harmless, LocalDate today) {
        ObjectNode node = Json.object();
        node.set("waivers", array(waivers, today));
        node.set("harmless", Json.objects(harmless, column -> json(column, today)));
        return node;
    }

    private static ObjectNode json(HarmlessColumn column, LocalDate today) {
        ObjectNode node = Json.object()
                .put("product", column.product())
                .put("table", column.table())
                .put("column", column.column());
        node.set("looks-like", Json.texts(column.looksLike()));
        return node.put("until", column.word().until().toString())
                .put("by", column.word().by())
                .put("because", column.word().because())
                .put("file", column.place().file())
                .put("line", column.place().line())
                .put("in-force", column.inForce(today));
    }

    public static ArrayNode array(List<Waiver> waivers, LocalDate today) {
        return Json.objects(waivers, waiver -> {
            ObjectNode node = Json.object()
                    .put("product", waiver.product())
                    .put("rule", waiver.rule())
                    .put("until", waiver.until().toString())
                    .put("by", waiver.by());
            waiver.approvedBy().ifPresent(second -> node.put("approved-by", second));
            return node.put("because", waiver.because())
                    .put("file", waiver.place().file())
                    .put("line", waiver.place().line())
                    .put("in-force", waiver.inForce(today));
        });
    }
}
