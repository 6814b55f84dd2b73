package dev.weir.lineage;

import dev.weir.contracts.Place;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.text.HashedFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why a run did not release, in sentences that are made of codes, places, rules' ids and counts alone.
 *
 * @param workspace whose files may be named
 */
record EndingMessage(Workspace workspace) {

    /** More sentences make nothing clearer. */
    private static final int NAMED = 20;

    String of(RunRecord record, List<EndingCause> causes) {
        List<String> sentences = Stream.concat(
                        causes.stream().map(this::sentence),
                        record.verdicts().stream().filter(Verdict::holds).map(RuleResults::sentence))
                .distinct()
                .limit(NAMED)
                .toList();
        return sentences.isEmpty()
                ? "The run ended as " + record.ending().outcome() + "."
                : String.join("\n", sentences);
    }

    private String sentence(EndingCause cause) {
        if (cause instanceof EndingCause.Stopped stopped) {
            return "The run was stopped by " + stopped.signal() + " before it published.";
        } else if (cause instanceof EndingCause.Fault fault) {
            return "The run met " + fault.code().id() + " (" + fault.code().title() + ")" + at(fault.place())
                    + fault.kind().map(kind -> ": " + kind).orElse("") + "; 'weir explain "
                    + fault.code().id() + "' explains the code.";
        }
        return "The run died before it published; another command has undone its work.";
    }

    /** A data file is not named: its name may be of a patient. */
    private String at(Place place) {
        boolean isOwn = place.file().equals("weir.yaml") || files().contains(place.file());
        return isOwn ? " at " + place.file() + (place.line() > 0 ? ":" + place.line() : "") : "";
    }

    private List<String> files() {
        return Stream.concat(
                        workspace.products().stream().map(Product::files).flatMap(List::stream),
                        workspace.sources().stream()
                                .map(source -> source.contract().file()))
                .map(HashedFile::path)
                .toList();
    }
}
