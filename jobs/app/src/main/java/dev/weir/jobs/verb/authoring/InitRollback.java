package dev.weir.jobs.verb.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What lay in a folder before a workspace was made there. Where the rest of the command fails, what has come since goes away again,
 * so that the next one begins where this one did. In a workspace that was there already nothing goes.
 */
public final class InitRollback {

    private static final List<String> FILES = List.of("weir.yaml", ".gitignore");
    private static final String KEYS = "keys";
    private static final List<String> FOLDERS = List.of("contracts/raw", "contracts", "quality-rules");

    private final Path root;
    private final boolean isNew;
    private final Set<Path> there;

    private InitRollback(Path root, boolean isNew, Set<Path> there) {
        this.root = root;
        this.isNew = isNew;
        this.there = there;
    }

    /** What lies in a folder now. */
    public static InitRollback of(Path root) {
        boolean isNew = !Files.exists(root.resolve("weir.yaml"));
        Set<Path> there = new HashSet<>();
        if (isNew) {
            try {
                own(root).stream().filter(Files::exists).forEach(there::add);
            } catch (IOException e) {
                return new InitRollback(root, false, Set.of()); // what lies there is unknown: nothing goes
            }
        }
        return new InitRollback(root, isNew, there);
    }

    /** Takes away what has come since; what cannot go stays, and is reported as suppressed by the failure. */
    public void restore(RuntimeException failure) {
        if (!isNew) {
            return;
        }
        try {
            for (Path each : own(root)) {
                // a folder in which something else lies stays
                if (Files.exists(each) && !there.contains(each) && !isFilledFolder(each)) {
                    Files.delete(each);
                }
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** What a new workspace begins with, whether it is there or not, what lies in a folder before the folder. */
    private static List<Path> own(Path root) throws IOException {
        Path keys = root.resolve(KEYS);
        Stream<Path> stored = Stream.empty();
        if (Files.isDirectory(keys)) {
            try (Stream<Path> below = Files.walk(keys)) {
                stored = below.sorted(Comparator.reverseOrder()).toList().stream();
            }
        }
        return Stream.of(
                        FILES.stream().map(root::resolve),
                        stored,
                        FOLDERS.stream().map(root::resolve),
                        Stream.of(root))
                .flatMap(all -> all)
                .toList();
    }

    private static boolean isFilledFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> below = Files.list(path)) {
            return below.findAny().isPresent();
        }
    }
}
