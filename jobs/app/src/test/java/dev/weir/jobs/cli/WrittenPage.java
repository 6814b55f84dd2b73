package dev.weir.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown. */
record WrittenPage(Path file, List<String> lines) {

    static final Path ROOT = Path.of("..", "..");
    static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    private static final String FENCE = "```";
    private static final Pattern HEADING = Pattern.compile("^#{1,6} ");
    private static final Pattern PLACE = Pattern.compile("<a id=\"([^\"]+)\">");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern NOT_IN_AN_ANCHOR = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]");
    private static final Pattern COMMAND = Pattern.compile("^(?:\\$ )?(?:\\./)?weir [a-zA-Z-].*");
    private static final Pattern ANY_COMMAND = Pattern.compile("^(?:\\$ )?(?:\\./)?(?:weir|mvnw) .*");

    /** What a line of a block says about its command: behind two blanks, or behind {@code #}. */
    private static final Pattern REMARK = Pattern.compile("(?:\\s{2,}| #).*$");

    WrittenPage {
        lines = List.copyOf(lines);
    }

    static WrittenPage of(Path file) {
        try {
            return new WrittenPage(file.normalize(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those at the root of the repository, and all below {@code docs}. */
    static List<WrittenPage> all() {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(WrittenPage::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines outside of blocks of code, or those inside with the lines that open and close each. */
    private List<String> lines(boolean inBlocks) {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            boolean isFence = line.strip().startsWith(FENCE);
            if ((inside || isFence) == inBlocks) {
                found.add(line);
            }
            inside ^= isFence;
        }
        return found;
    }

    List<String> prose() {
        return lines(false);
    }

    /** Each block of code, line by line, without what the page says about its commands. */
    List<String> code() {
        return lines(true).stream()
                .map(line -> ANY_COMMAND.matcher(line).matches()
                        ? REMARK.matcher(line).replaceFirst("")
                        : line)
                .toList();
    }

    List<String> headings() {
        return prose().stream().filter(HEADING.asPredicate()).toList();
    }

    /** What a link to this page may name behind {@code #}: as GitHub makes it of the headings, and places with an id. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        for (String heading : headings()) {
            String text = heading.substring(heading.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
            String anchor =
                    NOT_IN_AN_ANCHOR.matcher(text).replaceAll("").strip().replace(' ', '-');
            int times = 0;
            while (!anchors.add(times == 0 ? anchor : anchor + "-" + times)) {
                times++;
            }
        }
        PLACE.matcher(String.join("\n", prose())).results().forEach(place -> anchors.add(place.group(1)));
        return anchors;
    }

    /** Targets of links to other places of the documentation. */
    List<String> links() {
        return LINK.matcher(String.join("\n", prose()))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
    }

    /** Texts in back quotes, each on one line. */
    Set<String> spans() {
        String text = prose().stream().map(String::strip).collect(Collectors.joining("\n"));
        Set<String> spans = new LinkedHashSet<>();
        for (String paragraph : text.split("\n\n")) {
            SPAN.matcher(paragraph)
                    .results()
                    .map(span -> span.group(1).replaceAll("\\s+", " "))
                    .forEach(spans::add);
        }
        return spans;
    }

    /** Every command of Weir's, from blocks and from texts in back quotes. */
    List<String> commands() {
        String blocks = String.join("\n", code()).replaceAll("\\s*\\\\\n\\s*", " ");
        return Stream.concat(blocks.lines(), spans().stream())
                .filter(text -> COMMAND.matcher(text).matches())
                .map(text -> text.substring(text.indexOf("weir ") + "weir ".length()))
                .toList();
    }

    @Override
    public String toString() {
        return ROOT.normalize().relativize(file).toString();
    }
}
