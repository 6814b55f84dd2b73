package dev.weir.catalogue.page;

import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code quality.ftlh} shows: score, trend, what lowers it. */
final class QualityView {

    private QualityView() {}

    static Map<String, Object> of(Score score, QualityTrend trend) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("score", score.words());
        view.put("trends", trends(trend));
        view.put("tables", tables(score));
        view.put("losses", losses(score));
        view.put("unjudged", score.unjudged());
        return view;
    }

    private static List<Map<String, Object>> trends(QualityTrend trend) {
        List<TrendChart.Point> scores = new ArrayList<>();
        List<TrendChart.Point> outside = new ArrayList<>();
        for (QualityTrend.Point point : trend.points()) {
            point.score()
                    .ifPresent(value -> scores.add(new TrendChart.Point(point.release(), value, Score.words(value))));
            outside.add(new TrendChart.Point(
                    point.release(), point.outside(), String.format(Locale.ROOT, "%,d", point.outside())));
        }
        List<Map<String, Object>> pictures = new ArrayList<>();
        if (scores.size() > 1) {
            pictures.add(TrendChart.of("score", "Quality score over " + scores.size() + " releases", scores));
        }
        if (outside.size() > 1) {
            pictures.add(TrendChart.of(
                    "outside", "Rows and records kept out over " + outside.size() + " releases", outside));
        }
        return pictures;
    }

    private static List<Map<String, Object>> tables(Score score) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Score.TableScore table : score.tables()) {
            List<String> dimensions = new ArrayList<>();
            table.dimensions().forEach(one -> dimensions.add(one.dimension() + " " + Score.words(one.points())));
            rows.add(Map.of(
                    "name",
                    table.table(),
                    "points",
                    Score.words(table.points()),
                    "dimensions",
                    String.join(", ", dimensions)));
        }
        return rows;
    }

    private static List<Map<String, Object>> losses(Score score) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Score.Loss loss : score.losses()) {
            rows.add(Map.of(
                    "rule",
                    loss.rule(),
                    "table",
                    loss.table(),
                    "points",
                    BigDecimal.valueOf(loss.points())
                            .setScale(2, RoundingMode.UP)
                            .toPlainString(),
                    "found",
                    loss.found(),
                    "waived",
                    loss.standing() == Score.Standing.WAIVED));
        }
        return rows;
    }
}
