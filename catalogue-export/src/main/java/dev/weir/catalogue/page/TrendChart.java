package dev.weir.catalogue.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A small line over releases: where its points stand, and its text for screen readers. */
final class TrendChart {

    static final int WIDTH = 320;
    static final int HEIGHT = 72;
    private static final int MARGIN = 8;

    private TrendChart() {}

    /**
     * A release's value.
     *
     * @param words the value as people see it
     */
    record Point(long release, double value, String words) {
        private String shown() {
            return words + " in release " + release;
        }
    }

    /** What the template draws; the line stands between the least value and the greatest. */
    static Map<String, Object> of(String id, String title, List<Point> points) {
        double least = points.stream().mapToDouble(Point::value).min().orElse(0);
        double greatest = points.stream().mapToDouble(Point::value).max().orElse(0);
        List<Map<String, Object>> dots = new ArrayList<>();
        List<String> line = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double x = MARGIN + (WIDTH - 2.0 * MARGIN) * i / Math.max(1, points.size() - 1);
            double height = greatest > least ? (point.value() - least) / (greatest - least) : 0.5;
            double y = HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * height;
            line.add(number(x) + "," + number(y));
            dots.add(Map.of(
                    "x",
                    number(x),
                    "y",
                    number(y),
                    "title",
                    "release " + point.release() + ": " + point.words(),
                    "kind",
                    i == points.size() - 1 ? "last" : "one"));
        }
        Map<String, Object> picture = new LinkedHashMap<>();
        picture.put("id", id);
        picture.put("title", title);
        picture.put("description", description(points));
        picture.put("width", WIDTH);
        picture.put("height", HEIGHT);
        picture.put("line", String.join(" ", line));
        picture.put("dots", dots);
        return picture;
    }

    private static String description(List<Point> points) {
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
        Point least = points.stream().min(byValue).orElseThrow();
        Point greatest = points.stream().max(byValue).orElseThrow();
        return "From " + first.shown() + " to " + last.shown()
                + (least.value() < Math.min(first.value(), last.value()) ? "; the least was " + least.shown() : "")
                + (greatest.value() > Math.max(first.value(), last.value()) ? "; the most was " + greatest.shown() : "")
                + ".";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
