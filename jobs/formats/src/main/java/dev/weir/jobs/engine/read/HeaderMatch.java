package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.SourceFindings.Differences;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.HeaderFacts.Presence;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which field of a file holds which column.
 *
 * @param fieldOf for each column its field from 0, or -1
 * @param missing the columns without a field
 * @param width how many fields a record may have, or {@link #ANY_WIDTH} where that is unknown
 * @param least how many it must have: fewer where the header ends in empty fields, and those beyond are empty
 * @param facts of the header
 * @param columns the columns that were looked for
 */
public record HeaderMatch(
        List<Integer> fieldOf,
        List<Integer> missing,
        int width,
        int least,
        HeaderFacts facts,
        List<ReadColumn> columns) {

    /** A number of fields that any record may have. */
    public static final int ANY_WIDTH = -1;

    public static HeaderMatch of(HeaderFacts facts, HeaderMode use, List<ReadColumn> columns) {
        List<Integer> fieldOf = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        boolean known = facts.presence() == Presence.FOUND;
        int width = known ? facts.names().size() : use == HeaderMode.ABSENT ? columns.size() : ANY_WIDTH;
        for (int i = 0; i < columns.size(); i++) {
            int field = use == HeaderMode.BY_NAME ? byName(facts.names(), columns.get(i)) : i < width ? i : -1;
            fieldOf.add(field);
            if (field < 0) {
                missing.add(i);
            }
        }
        int least = use == HeaderMode.BY_NAME && known ? named(facts.names()) : width;
        return new HeaderMatch(List.copyOf(fieldOf), List.copyOf(missing), width, least, facts, columns);
    }

    /** How many fields a header has up to the last with a name. */
    public static int named(List<String> names) {
        int named = names.size();
        while (named > 1 && names.get(named - 1).isEmpty()) {
            named--;
        }
        return named;
    }

    private static int byName(List<String> names, ReadColumn column) {
        boolean once = Collections.frequency(names, column.header()) == 1;
        return once ? names.indexOf(column.header()) : -1;
    }

    public long dataLine() {
        return facts.dataLine();
    }

    public String whyMissing(int column) {
        return facts.names().contains(columns.get(column).header())
                ? "the file's header has the column more than once"
                : "the file's header lacks the column";
    }

    /** How the header of a file differs from what is expected. */
    public static FileFindings findings(String file, HeaderFacts facts, HeaderMode use, List<ReadColumn> columns) {
        HeaderMatch match = of(facts, use, columns);
        List<String> wanted = columns.stream().map(ReadColumn::header).toList();
        List<String> missing = match.missing.stream().map(wanted::get).toList();
        if (use != HeaderMode.BY_NAME) {
            int used = Math.min(columns.size(), facts.names().size());
            List<String> further = IntStream.rangeClosed(used + 1, facts.names().size())
                    .mapToObj(field -> "field " + field)
                    .toList();
            return new FileFindings(
                    file,
                    facts.presence(),
                    new Differences(missing, further, List.of(), List.of()),
                    0,
                    HeaderHint.of(facts, missing, use, false));
        }
        List<String> inFile =
                facts.names().stream().filter(wanted::contains).distinct().toList();
        int unnamed = Math.max(0, match.width - match.least);
        List<String> added =
                new ArrayList<>(facts.names().subList(0, facts.names().size() - unnamed));
        added.removeAll(wanted);
        List<String> inContract =
                wanted.stream().filter(inFile::contains).distinct().toList();
        return new FileFindings(
                file,
                facts.presence(),
                new Differences(
                        missing,
                        UnknownColumns.summary(added, !inFile.isEmpty()),
                        inFile.equals(inContract) ? List.of() : inFile,
                        List.of()),
                unnamed,
                HeaderHint.of(facts, missing, use, inFile.isEmpty()));
    }
}
