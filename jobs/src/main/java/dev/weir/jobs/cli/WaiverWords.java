package dev.weir.jobs.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Waiver;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A waiver as every command shows it. */
final class WaiverWords {

    private WaiverWords() {}

    /** One line. */
    static String of(Waiver waiver, LocalDate today) {
        return waiver.rule() + " of " + waiver.product() + " " + end(waiver, today)
                + (waiver.by().isEmpty() ? "" : ", by " + waiver.by())
                + (waiver.because().isEmpty() ? "" : ": " + waiver.because()) + "  (" + waiver.place() + ")";
    }

    private static String end(Waiver waiver, LocalDate today) {
        if (!waiver.inForce(today)) {
            return "ended on " + waiver.until() + ", the rule bears again";
        }
        long days = ChronoUnit.DAYS.between(today, waiver.until());
        return "may fail until " + waiver.until()
                + (days == 0 ? " (today)" : days == 1 ? " (tomorrow)" : " (" + days + " days left)");
    }

    /** {@code schemas/waive.schema.json}. */
    static String json(List<Waiver> waivers, LocalDate today) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("waivers", array(waivers, today));
        return node.toPrettyString();
    }

    static ArrayNode array(List<Waiver> waivers, LocalDate today) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Waiver waiver : waivers) {
            array.addObject()
                    .put("product", waiver.product())
                    .put("rule", waiver.rule())
                    .put("until", waiver.until().toString())
                    .put("by", waiver.by())
                    .put("because", waiver.because())
                    .put("file", waiver.place().file())
                    .put("line", waiver.place().line())
                    .put("in-force", waiver.inForce(today));
        }
        return array;
    }
}
