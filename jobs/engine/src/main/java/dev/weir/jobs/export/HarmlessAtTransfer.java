package dev.weir.jobs.export;

import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.read.WaiverFile;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.Manifest;
import dev.weir.privacy.gate.CopyMask;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a steward called harmless when a release was made, as it is said on the day of a transfer. Values of such a column leave
 * as they are, and their people are not counted: people have to know, and the word has to hold still.
 *
 * @param sentences for what is still called harmless
 * @param stale by {@code table.column}, what looks like what identifies people, and is not called harmless today
 */
public record HarmlessAtTransfer(List<String> sentences, Map<String, CopyMask.Stays> stale) {

    public HarmlessAtTransfer {
        sentences = List.copyOf(sentences);
        stale = Collections.unmodifiableMap(new LinkedHashMap<>(stale));
    }

    /**
     * Of the tables that leave.
     *
     * @param said what stewards say of the product's columns
     * @param tables their names; none for all
     */
    public static HarmlessAtTransfer of(
            List<HarmlessColumn> said, Manifest release, List<String> tables, LocalDate day) {
        List<String> sentences = new ArrayList<>();
        Map<String, CopyMask.Stays> stale = new LinkedHashMap<>();
        for (HarmlessFinding then : release.record().harmless()) {
            if (!tables.isEmpty() && !tables.contains(then.statement().table())) {
                continue;
            }
            Optional<HarmlessColumn> now = said.stream()
                    .filter(each -> each.name().equals(then.statement().name())
                            && each.looksLike().contains(then.category())
                            && each.inForce(day))
                    .findFirst();
            String looks = "looks like " + then.category() + " in " + then.found() + " of " + then.values() + " values";
            if (now.isPresent()) {
                sentences.add(
                        "Column '" + then.statement().name() + "' " + looks + ", leaves as it is, and nobody of it is"
                                + " counted: " + now.get().words());
            } else {
                stale.merge(
                        then.statement().name(),
                        new CopyMask.Stays(
                                "it " + looks + "; it was called harmless until "
                                        + then.statement().word().until() + ", and nobody says so today",
                                "if that still holds, say so under 'harmless' in " + WaiverFile.PATH
                                        + " until a later day; or make a release with its classification"),
                        (one, other) -> new CopyMask.Stays(one.why() + ", and " + other.why(), one.remedy()));
            }
        }
        return new HarmlessAtTransfer(sentences, stale);
    }
}
