package dev.weir.jobs.spark;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import java.util.ArrayList;
import java.util.List;

/** Whether a run would make the release that is there already. */
final class Unchanged {

    private Unchanged() {}

    /** Same sources, contracts, rules, law, keys and version. */
    static boolean since(Manifest last, Manifest.Basis basis, String version, List<SourceInput> sources) {
        return last.basis().equals(basis)
                && last.record().run().version().equals(version)
                && then(last).equals(now(sources));
    }

    private static List<List<String>> then(Manifest last) {
        List<List<String>> files = new ArrayList<>();
        last.record()
                .sources()
                .forEach(source -> source.files().forEach(file -> files.add(fact(source.table(), file))));
        return files;
    }

    private static List<List<String>> now(List<SourceInput> sources) {
        List<List<String>> files = new ArrayList<>();
        sources.forEach(source ->
                source.files().forEach(file -> files.add(fact(source.read().name(), file))));
        return files;
    }

    /** A file's time says nothing: it may have been written again with the same bytes. */
    private static List<String> fact(String source, SourceCount.SourceFile file) {
        return List.of(source, file.path(), file.sha256());
    }
}
