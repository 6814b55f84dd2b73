package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.storage.LogFiles;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Copies a release log into another store, byte for byte. Evidence, signatures, tags and pins come before the manifests, and these in
 * their order, so a release is there once all that belongs to it is. Journals and leases stay: they are of runs in the other place.
 */
public record LogCopy(LogFiles from, LogFiles to) {

    private static final Set<String> LEFT = Set.of("pending", "lease", "run.lock");

    /** Whether both are one and the same log. */
    public boolean isNothing() {
        return from.place("").equals(to.place(""));
    }

    /** Whether nothing of a release lies where it would be copied to. */
    public boolean isFree() {
        return to.folders("").stream().allMatch(product -> names(to, product).isEmpty());
    }

    /**
     * Copies it. What is there already is compared.
     *
     * @return how many files it has
     * @throws ProblemsException with {@link Code#CONFLICT} where another release has the number of one
     */
    public int copy() {
        int files = 0;
        for (String product : from.folders("")) {
            for (String name : names(from, product)) {
                copy(name);
                files++;
            }
        }
        return files;
    }

    /** The files of a product, manifests last. */
    private static List<String> names(LogFiles files, String product) {
        List<String> names = new ArrayList<>();
        for (String folder : files.folders(product)) {
            if (!LEFT.contains(folder)) {
                below(files, product + "/" + folder, names);
            }
        }
        List<String> here = new ArrayList<>(files.list(product));
        here.removeAll(LEFT);
        here.sort(
                Comparator.comparingLong((String name) -> LogFiles.number(name).orElse(0))
                        .thenComparing(Comparator.naturalOrder()));
        here.forEach(name -> names.add(product + "/" + name));
        return names;
    }

    private static void below(LogFiles files, String folder, List<String> names) {
        files.folders(folder).forEach(inner -> below(files, folder + "/" + inner, names));
        files.list(folder).forEach(name -> names.add(folder + "/" + name));
    }

    private void copy(String name) {
        byte[] content =
                from.read(name).orElseThrow(() -> new IllegalStateException(new NoSuchFileException(from.place(name))));
        if (to.create(name, content, () -> true, other -> false)) {
            return;
        }
        if (LogFiles.number(name.substring(name.indexOf('/') + 1)).isPresent()) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(to.place(name)),
                    "The release log is not copied: another release has the number",
                    "'" + from.place(name) + "' has other bytes",
                    "Name a store that has no release of these products.");
        }
        to.replace(name, content);
    }
}
