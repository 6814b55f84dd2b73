package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.text.HeaderFacts.Presence;
import java.util.ArrayList;
import java.util.List;

/** How the headers of a source's files, or the keys of their records, differ from the columns that are expected; names only, never values. */
public record SourceFindings(List<FileFindings> files) {
    public SourceFindings {
        files = List.copyOf(files);
    }

    /** Whether every file has the expected columns, in order, and no others. */
    public boolean isEmpty() {
        return files.stream().allMatch(FileFindings::isEmpty);
    }

    /**
     * Of one file.
     *
     * @param file path, relative to the source's root
     * @param header whether it has a header
     * @param differences from the columns that are expected
     * @param unnamed how many empty fields its header ends in: no columns, and no value may stand in them
     * @param hint why columns may be missing, a sentence without its full stop; empty where nothing is known
     */
    public record FileFindings(String file, Presence header, Differences differences, int unnamed, String hint) {
        /** Findings about which no more is known. */
        public FileFindings(String file, Presence header, Differences differences) {
            this(file, header, differences, 0, "");
        }

        /** With more that is not expected. */
        FileFindings with(List<String> more) {
            return new FileFindings(file, header, differences.with(more), unnamed, hint);
        }

        /** With columns whose values are stored in another type. */
        public FileFindings retyping(List<String> columns) {
            Differences all = new Differences(differences.missing, differences.added, differences.reordered, columns);
            return new FileFindings(file, header, all, unnamed, hint);
        }

        /** Whether the file's header is as expected. */
        public boolean isEmpty() {
            boolean ordinary = header == Presence.FOUND || header == Presence.NOT_EXPECTED;
            return ordinary && differences.isEmpty();
        }
    }

    /**
     * How a file's columns differ from those that are expected.
     *
     * @param missing expected names that its header lacks or has twice, in the order of the contract
     * @param added what may be shown of unexpected names, in the order of the file: they may be values, and then
     *     it is their number; where names are not used, such as {@code field 5}
     * @param reordered the expected names in the order of the file where that is not the contract's; else empty
     * @param retyped expected names whose values the file stores in another type
     */
    public record Differences(List<String> missing, List<String> added, List<String> reordered, List<String> retyped) {
        public Differences {
            missing = List.copyOf(missing);
            added = List.copyOf(added);
            reordered = List.copyOf(reordered);
            retyped = List.copyOf(retyped);
        }

        /** With more that is not expected. */
        Differences with(List<String> more) {
            List<String> all = new ArrayList<>(added);
            all.addAll(more);
            return new Differences(missing, all, reordered, retyped);
        }

        boolean isEmpty() {
            return missing.isEmpty() && added.isEmpty() && reordered.isEmpty() && retyped.isEmpty();
        }
    }
}
