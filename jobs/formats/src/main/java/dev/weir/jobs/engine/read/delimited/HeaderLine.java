package dev.weir.jobs.engine.read.delimited;

import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.HeaderFacts.Presence;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.text.Whitespace;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the header of delimited text: the first record behind the skipped lines. */
final class HeaderLine {
    /** No header is longer. */
    private static final RecordLimits LIMITS = new RecordLimits(1 << 20);

    private HeaderLine() {}

    static HeaderFacts read(ByteFeed feed, Delimited format) throws IOException {
        DelimitedScanner scanner =
                new DelimitedScanner(feed, format, HeaderMatch.ANY_WIDTH, HeaderMatch.ANY_WIDTH, LIMITS);
        scanner.skipLines(format.skipRows());
        if (!scanner.next()) {
            return new HeaderFacts(List.of(), Presence.NO_HEADER, scanner.line);
        }
        long dataLine = scanner.line + scanner.lines;
        if (scanner.fault != null) {
            String reason = scanner.fault == Unreadable.TOO_LONG
                    ? "the header is longer than 1 MiB"
                    : "the quotes of the header are wrong";
            return new HeaderFacts(List.of(), Presence.UNREADABLE, dataLine, reason);
        }
        if (!WellFormedUtf8.wellFormed(feed.bytes, feed.start, scanner.end)) {
            String reason =
                    "the header is no text in " + format.charset() + ": see whether the file is in another encoding"
                            + (format.charset().equals("UTF-8") ? ", such as GB18030" : "");
            return new HeaderFacts(List.of(), Presence.UNREADABLE, dataLine, reason);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scanner.count; i++) {
            byte kind = scanner.hasQuotes ? scanner.kinds[i] : DelimitedScanner.PLAIN;
            String name = new String(
                    feed.bytes, scanner.starts[i], scanner.ends[i] - scanner.starts[i], StandardCharsets.UTF_8);
            if (kind == DelimitedScanner.ESCAPED) {
                name = unescaped(name, format.syntax());
            } else if (kind == DelimitedScanner.PLAIN && format.whitespace() == Whitespace.TRIMMED) {
                name = name.strip();
            }
            names.add(name);
        }
        return new HeaderFacts(names, Presence.FOUND, dataLine);
    }

    private static String unescaped(String name, Syntax syntax) {
        String quote = String.valueOf(syntax.quote());
        String escape = syntax.escape() == Syntax.NONE ? quote : String.valueOf(syntax.escape());
        return name.replace(escape + quote, quote);
    }
}
