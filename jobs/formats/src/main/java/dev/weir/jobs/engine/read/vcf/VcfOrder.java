package dev.weir.jobs.engine.read.vcf;

import dev.weir.jobs.engine.read.text.HeaderFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of a file's records: those of a contig stand together, by their positions. What a part of a file has to know of the
 * lines before it, {@link OrderSurvey} finds out, and it travels with the header.
 */
final class VcfOrder {

    /** Whether records of contigs stand together is known of the first so many. */
    private static final int MOST_CONTIGS = 100_000;

    private static final String LEFT = "LEFT";
    private static final String AT = "AT";
    private static final String TAB = "\t";

    private final Set<String> left = new HashSet<>();
    private byte[] contig = {};
    private long position;

    /** At the beginning of a part of a file. */
    static VcfOrder at(long firstLine, HeaderFacts facts) {
        VcfOrder order = new VcfOrder();
        for (String declared : facts.declared()) {
            String[] words = declared.split(TAB, -1);
            if (words[0].equals(LEFT) && Long.parseLong(words[1]) < firstLine) {
                order.left.add(words[2]);
            } else if (words[0].equals(AT) && Long.parseLong(words[1]) == firstLine) {
                order.contig = words[2].getBytes(StandardCharsets.UTF_8);
                order.position = Long.parseLong(words[3]);
            }
        }
        return order;
    }

    /** Whether a line of the header's facts is about the order of records. */
    static boolean isAbout(String declared) {
        return declared.startsWith(LEFT + TAB) || declared.startsWith(AT + TAB);
    }

    /** For the header's facts: what a part that begins with a line has to know. */
    String before(long firstLine) {
        return String.join(TAB, AT, String.valueOf(firstLine), name(contig), String.valueOf(position));
    }

    /** For the header's facts: with a line the records of a contig have ended. */
    private static String leaving(byte[] contig, long line) {
        return String.join(TAB, LEFT, String.valueOf(line), name(contig));
    }

    private static String name(byte[] contig) {
        return new String(contig, StandardCharsets.UTF_8);
    }

    /** What is wrong with the place of a line; null where nothing is, or where CHROM and POS are none. */
    @Nullable
    String next(byte[] bytes, int from, int to) {
        return next(bytes, from, to, 0, new ArrayList<>(0));
    }

    /** As {@link #next(byte[], int, int)}; adds what a later part has to know. */
    @Nullable
    String next(byte[] bytes, int from, int to, long line, List<String> known) {
        int contigTo = VcfForms.until('\t', bytes, from, to);
        int positionTo = VcfForms.until('\t', bytes, Math.min(contigTo + 1, to), to);
        if (positionTo >= to
                || positionTo - contigTo > 18
                || !VcfForms.isContig(bytes, from, contigTo)
                || !VcfForms.isDigits(bytes, contigTo + 1, positionTo)) {
            return null;
        }
        long before = position;
        // <1> is the contig 1 of the assembly file
        int begin = bytes[from] == '<' ? from + 1 : from;
        int end = bytes[from] == '<' ? contigTo - 1 : contigTo;
        if (!Arrays.equals(contig, 0, contig.length, bytes, begin, end)) {
            byte[] entered = Arrays.copyOfRange(bytes, begin, end);
            if (left.contains(name(entered))) {
                return "its contig has records farther up, and others stand between: sort the file by CHROM and POS";
            }
            if (contig.length > 0 && left.size() < MOST_CONTIGS) {
                left.add(name(contig));
                if (line > 0) {
                    known.add(leaving(contig, line));
                }
            }
            contig = entered;
            before = 0;
        }
        position = 0;
        for (int i = contigTo + 1; i < positionTo; i++) {
            position = position * 10 + bytes[i] - '0';
        }
        return position < before ? "POS is smaller than in the record before it: sort the file by CHROM and POS" : null;
    }
}
