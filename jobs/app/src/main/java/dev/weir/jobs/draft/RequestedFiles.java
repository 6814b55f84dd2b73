package dev.weir.jobs.draft;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.engine.read.file.SourceFiles;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that a command names: a file, a folder with all that lies below it, or a pattern with {@code *}, {@code **},
 * {@code ?} and
 * <code>{a,b}</code>. Files whose names, or whose folders', a run does not see are counted alone.
 *
 * @param files sorted
 * @param hidden how many there are besides
 */
record RequestedFiles(List<Path> files, int hidden) {

    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\r\\u0085\\u2028\\u2029]");

    RequestedFiles {
        files = List.copyOf(files);
    }

    /**
     * All of them.
     *
     * @param base what names are relative to
     * @throws ProblemsException S001 where a name fits no file, C020 where it is no pattern
     */
    static RequestedFiles of(Path base, List<String> names) {
        Set<Path> files = new TreeSet<>();
        Set<Path> hidden = new TreeSet<>();
        for (String name : names) {
            Set<Path> found = of(base, name, hidden);
            if (found.isEmpty()) {
                throw ProblemsException.of(
                        Code.SOURCE_MISSING,
                        Place.of(name),
                        "'" + name + "' fits no file",
                        name.contains("://")
                                ? "files are looked at where they lie on a disk"
                                : "nothing lies there, or only names that begin with '_', '.' or '~'",
                        name.contains("://")
                                ? "write the contract of a source in a bucket by hand, as docs/language/sources.md says"
                                : "name a file, a folder, or a pattern such as \"raw/**\"");
            }
            files.addAll(found);
        }
        return new RequestedFiles(List.copyOf(files), hidden.size());
    }

    private static Set<Path> of(Path base, String name, Set<Path> hidden) {
        String plain = DraftInputs.plain(name);
        Path start = base.resolve(plain).normalize();
        Set<Path> files = new TreeSet<>();
        if (!Files.exists(start)) {
            return files;
        }
        PathMatcher fits = plain.equals(name) ? path -> true : matcher(base, name);
        try (Stream<Path> below = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
            below.filter(Files::isRegularFile)
                    .filter(fits::matches)
                    .forEach(file -> (isVisible(start, file) ? files : hidden).add(file));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw ProblemsException.of(
                    Code.SOURCE_UNREADABLE,
                    Place.of(name),
                    "'" + name + "' cannot be listed",
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "see to the rights of that folder, and to links that lead in a circle");
        }
        return files;
    }

    private static PathMatcher matcher(Path base, String name) {
        try {
            String whole = name.startsWith("/") ? name : base + "/" + name.replaceFirst("^(\\./)+", "");
            PathMatcher exact = FileSystems.getDefault().getPathMatcher("glob:" + whole);
            // a pattern that ends in a folder's stars stands for what lies directly in it, too
            PathMatcher direct = FileSystems.getDefault().getPathMatcher("glob:" + whole.replace("/**/", "/"));
            return path -> {
                // a star stands for no line break, and a file is not passed over for one in its name
                Path line = Path.of(LINE_BREAK.matcher(path.toString()).replaceAll("_"));
                return exact.matches(line) || direct.matches(line);
            };
        } catch (PatternSyntaxException e) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of(name),
                    "'" + name + "' is no pattern",
                    String.valueOf(e.getDescription()),
                    "write such as \"raw/**\" or \"raw/*.csv\"");
        }
    }

    private static boolean isVisible(Path start, Path file) {
        if (!SourceFiles.isVisible(file.getFileName().toString())) {
            return false;
        }
        for (Path part : start.relativize(file)) {
            if (!part.toString().isEmpty() && !SourceFiles.isVisible(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
