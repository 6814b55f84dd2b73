package dev.weir.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type as its source has it.
 *
 * @param module the folder of its module, such as {@code jobs/plan}
 * @param name its full name
 * @param named full names of what it imports, and of what its comments link
 */
record SourceType(String module, String name, Set<String> named) {

    private static final Path ROOT = Path.of("..", "..");

    private static final List<String> MODULES = List.of(
            "testing",
            "contracts",
            "privacy",
            "quality-rules",
            "releases",
            "lineage",
            "catalogue-export",
            "jobs/plan",
            "jobs/formats",
            "jobs/store",
            "jobs/engine",
            "jobs/app");

    private static final Pattern NAMED = Pattern.compile(
            "(?:^import (?:static )?|\\{@link(?:plain)?\\s[\\s*]*|@see |@throws )(dev\\.weir\\.[\\w.]+)",
            Pattern.MULTILINE);

    SourceType {
        named = Set.copyOf(named);
    }

    /** The types of all modules, without those inside of others. */
    static List<SourceType> ofAllModules() {
        return MODULES.stream().flatMap(SourceType::ofModule).toList();
    }

    private static Stream<SourceType> ofModule(String module) {
        Path sources = ROOT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .map(file -> of(module, sources.relativize(file).toString(), file))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceType of(String module, String path, Path file) {
        try {
            String name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
            Set<String> named = NAMED.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            return new SourceType(module, name, named);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String inPackage() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Packages that are in a circle or between two, each with those that it names there; empty where there is no circle. */
    static Map<String, Set<String>> circles(Collection<SourceType> types) {
        Map<String, String> packages =
                types.stream().collect(Collectors.toMap(SourceType::name, SourceType::inPackage));
        Map<String, Set<String>> known = new TreeMap<>();
        for (SourceType type : types) {
            Set<String> others = known.computeIfAbsent(type.inPackage(), first -> new TreeSet<>());
            for (String one : type.named) {
                String other = packageOf(one, packages);
                if (!other.isEmpty() && !other.equals(type.inPackage())) {
                    others.add(other);
                }
            }
        }
        boolean shrinks = true;
        while (shrinks) { // what knows nothing, or is known to nothing, is in no circle
            Set<String> met = known.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            shrinks = known.entrySet().removeIf(each -> each.getValue().isEmpty() || !met.contains(each.getKey()));
            known.values().forEach(others -> others.retainAll(known.keySet()));
        }
        return known;
    }

    /** The package of the type that a name is of, or of a part of the type; empty where it is none of these. */
    private static String packageOf(String name, Map<String, String> packages) {
        for (String outer = name; outer.contains("."); outer = outer.substring(0, outer.lastIndexOf('.'))) {
            String found = packages.get(outer);
            if (found != null) {
                return found;
            }
        }
        return "";
    }
}
