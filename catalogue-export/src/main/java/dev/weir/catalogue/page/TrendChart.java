package dev.weir.catalogue.page;

import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A small line over releases, which stands between its least value and its greatest.
 *
 * @param id its CSS class
 * @param description its text for screen readers
 * @param dots a release each, the oldest first
 */
public record TrendChart(String id, String title, String description, List<Dot> dots) {

    /** The picture's size, which the template knows too. */
    private static final int WIDTH = 320;

    private static final int HEIGHT = 72;
    private static final int MARGIN = 8;

    public TrendChart {
        dots = List.copyOf(dots);
    }

    public record Dot(double x, double y, String title) {}

    /**
     * A release's value.
     *
     * @param words the value as people see it
     */
    private record Point(long release, double value, String words) {}

    /** The lines of the score and of what was kept out, each where two releases or more have a value. */
    static List<TrendChart> of(QualityTrend trend) {
        List<Point> scores = new ArrayList<>();
        List<Point> outside = new ArrayList<>();
        for (QualityTrend.Point point : trend.points()) {
            point.score().ifPresent(value -> scores.add(new Point(point.release(), value, Score.words(value))));
            outside.add(
                    new Point(point.release(), point.outside(), String.format(Locale.ROOT, "%,d", point.outside())));
        }
        List<TrendChart> charts = new ArrayList<>();
        if (scores.size() > 1) {
            charts.add(chart("score", "Quality score over " + scores.size() + " releases", scores));
        }
        if (outside.size() > 1) {
            charts.add(chart("outside", "Rows and records kept out over " + outside.size() + " releases", outside));
        }
        return charts;
    }

    private static TrendChart chart(String id, String title, List<Point> points) {
        double least = points.stream().mapToDouble(Point::value).min().orElse(0);
        double greatest = points.stream().mapToDouble(Point::value).max().orElse(0);
        List<Dot> dots = new ArrayList<>();
        for (Point point : points) {
            double x = MARGIN + (WIDTH - 2.0 * MARGIN) * dots.size() / (points.size() - 1);
            double height = greatest > least ? (point.value() - least) / (greatest - least) : 0.5;
            double y = HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * height;
            dots.add(new Dot(x, y, "release " + point.release() + ": " + point.words()));
        }
        return new TrendChart(id, title, description(points), dots);
    }

    private static String description(List<Point> points) {
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        StringBuilder text = new StringBuilder("From " + first.words() + " in release " + first.release() + " to "
                + last.words() + " in release " + last.release());
        Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
        Point least = points.stream().min(byValue).orElseThrow();
        Point greatest = points.stream().max(byValue).orElseThrow();
        if (least.value() < Math.min(first.value(), last.value())) {
            text.append("; the least was ")
                    .append(least.words())
                    .append(" in release ")
                    .append(least.release());
        }
        if (greatest.value() > Math.max(first.value(), last.value())) {
            text.append("; the most was ")
                    .append(greatest.words())
                    .append(" in release ")
                    .append(greatest.release());
        }
        return text.append('.').toString();
    }
}
