package dev.weir.jobs.cli.terminal;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A row of numbers as a row of letters, each as high as its number between the least and the greatest. */
public enum Sparkline {
    BLOCKS("▁▂▃▄▅▆▇█"),
    ASCII("_.-~=+*#");

    private final String levels;

    Sparkline(String levels) {
        this.levels = levels;
    }

    /** What a terminal can show, by its environment: blocks in UTF-8, but for {@code TERM=dumb}. */
    public static Sparkline of(Map<String, String> environment) {
        String charset = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        boolean utf8 =
                charset.toUpperCase(java.util.Locale.ROOT).replace("-", "").endsWith("UTF8");
        return utf8 && !"dumb".equals(environment.get("TERM")) ? BLOCKS : ASCII;
    }

    /** One letter for each number; equal numbers stand in the middle, one that is missing (NaN) is a blank. */
    public String draw(double[] numbers) {
        double least = Arrays.stream(numbers).filter(Double::isFinite).min().orElse(0);
        double greatest = Arrays.stream(numbers).filter(Double::isFinite).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (double number : numbers) {
            if (Double.isNaN(number)) {
                line.append(' ');
            } else {
                double height = greatest > least ? (number - least) / (greatest - least) : 0.5;
                line.append(levels.charAt((int) Math.round(height * (levels.length() - 1))));
            }
        }
        return line.toString();
    }
}
