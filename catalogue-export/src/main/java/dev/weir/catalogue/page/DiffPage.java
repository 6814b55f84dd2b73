package dev.weir.catalogue.page;

import dev.weir.contracts.diff.MetricMove;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.text.InstantText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What changed between two releases, as one HTML file that opens alone. */
public final class DiffPage {

    private DiffPage() {}

    /** The page. */
    public static String html(ReleaseDiff diff) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("before", side(diff.before()));
        model.put("after", side(diff.after()));
        model.put("tables", diff.tables());
        model.put("metrics", diff.metrics().stream().map(DiffPage::metric).toList());
        model.put("rules", diff.rules());
        model.put("sources", diff.sources());
        model.put("files", diff.files());
        return Page.of("diff.ftlh", model);
    }

    private static Map<String, Object> side(ReleaseDiff.Side side) {
        return Map.of(
                "reference", side.reference(),
                "released", InstantText.of(side.released()),
                "score", Score.words(side.score()));
    }

    private static Map<String, Object> metric(MetricMove metric) {
        return Map.of(
                "table", metric.table(),
                "name", metric.name(),
                "before", number(metric.before()),
                "after", number(metric.after()));
    }

    private static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return "–";
        }
        double number = value.getAsDouble();
        return Double.isFinite(number)
                ? new BigDecimal(number, new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(number);
    }
}
