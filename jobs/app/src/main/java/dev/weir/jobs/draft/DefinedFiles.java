package dev.weir.jobs.draft;

import dev.weir.jobs.draft.DraftResult.LeftOut;
import dev.weir.jobs.engine.read.file.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that a command names, with those that definitions among them name ({@code define.xml}), and what these say of each.
 *
 * @param asked the files without the definitions
 * @param datasets that are defined
 * @param leftOut definitions that cannot be read, and datasets that are not there
 */
record DefinedFiles(RequestedFiles asked, List<DefinedDataset> datasets, List<LeftOut> leftOut) {

    DefinedFiles {
        datasets = List.copyOf(datasets);
        leftOut = List.copyOf(leftOut);
    }

    /** Those of a request. */
    static DefinedFiles of(RequestedFiles asked, Path root) {
        Set<Path> files = new TreeSet<>(asked.files());
        List<DefinedDataset> datasets = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Path file : asked.files()) {
            if (!DefineXml.mayBe(file)) {
                continue;
            }
            String name = file.startsWith(root) ? root.relativize(file).toString() : file.toString();
            try {
                DefineXml.read(file).ifPresent(defined -> {
                    datasets.addAll(defined);
                    files.remove(file);
                });
            } catch (IOException e) {
                files.remove(file);
                leftOut.add(new LeftOut(name, "cannot be read: " + e.getMessage()));
            }
        }
        Set<String> stems = new HashSet<>();
        files.forEach(file -> stems.add(stem(file)));
        for (DefinedDataset dataset : datasets) {
            Optional<Path> there = dataset.file().filter(Files::isRegularFile);
            there.ifPresent(files::add);
            if (there.isEmpty() && !stems.contains(stem(dataset))) {
                leftOut.add(new LeftOut("the dataset " + dataset.name(), "is defined, and its file is not there"));
            }
        }
        return new DefinedFiles(new RequestedFiles(List.copyOf(files), asked.hidden()), datasets, leftOut);
    }

    /** A table's files with what is defined of them: by the file that the definitions name, or by the dataset's name. */
    SourceGroup defined(SourceGroup group) {
        List<Path> paths = group.files().stream().map(DefinedFiles::path).toList();
        return datasets.stream()
                .filter(dataset -> dataset.file().filter(paths::contains).isPresent())
                .findFirst()
                .or(() -> datasets.stream()
                        .filter(dataset ->
                                paths.stream().allMatch(path -> stem(path).equals(stem(dataset))))
                        .findFirst())
                .map(group::defined)
                .orElse(group);
    }

    private static Path path(SourceFile file) {
        return Path.of(file.path().replaceFirst("^file:/+", "/")).normalize();
    }

    private static String stem(DefinedDataset dataset) {
        return SourceGroup.stem(dataset.name());
    }

    private static String stem(Path file) {
        return SourceGroup.stem(String.valueOf(file.getFileName()));
    }
}
