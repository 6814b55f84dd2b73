package dev.weir.jobs.engine.read.vcf;

import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Goes over the lines of a file that is read in parts, for what each part has to know of the order of those before it. */
final class OrderSurvey {

    private final ByteFeed feed;
    private final SurveyedFile file;
    private final int recordBytes;

    /**
     * @param feed the whole file
     * @param recordBytes a longer line is no record
     */
    OrderSurvey(ByteFeed feed, SurveyedFile file, int recordBytes) {
        this.feed = feed;
        this.file = file;
        this.recordBytes = recordBytes;
    }

    /** The file, with a header that knows it. */
    SurveyedFile surveyed() throws IOException {
        HeaderFacts header = file.header();
        List<String> declared = new ArrayList<>(header.declared());
        VcfOrder order = new VcfOrder();
        int part = 1;
        long last = file.parts().get(file.parts().size() - 1).firstLine();
        for (long line = 1; line < last && (feed.start < feed.limit || feed.more()); line++) {
            int end = feed.lineEnd(feed.start);
            while (end == ByteFeed.NO_LINE_END && feed.limit - feed.start <= recordBytes + 1 && feed.more()) {
                end = feed.lineEnd(feed.start);
            }
            if (end == ByteFeed.NO_LINE_END) {
                feed.skipLine();
            } else {
                boolean isRecord = line >= header.dataLine()
                        && end - feed.start <= recordBytes + 1
                        && feed.bytes[feed.start] != '#'
                        && WellFormedUtf8.wellFormed(feed.bytes, feed.start, end);
                if (isRecord) {
                    // what is wrong with its place, its reader tells
                    order.next(feed.bytes, feed.start, end - 1, line, declared);
                }
                feed.start = end;
            }
            FilePart next = file.parts().get(part);
            if (next.firstLine() == line + 1) {
                declared.add(order.before(next.firstLine()));
                part++;
            }
        }
        return new SurveyedFile(
                file.file(),
                file.sha256(),
                file.lines(),
                new HeaderFacts(header.names(), header.presence(), header.dataLine(), header.reason(), declared),
                file.parts());
    }
}
