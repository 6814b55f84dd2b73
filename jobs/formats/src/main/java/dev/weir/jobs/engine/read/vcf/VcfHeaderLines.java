package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.vcf.VcfPath;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.HeaderFacts.Presence;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header of VCF, line by line, up to the one that names the columns. No reason quotes a line, but for names of keys.
 */
final class VcfHeaderLines {

    /** No header declares more keys. */
    private static final int MOST_KEYS = 20_000;

    /** Of all that is wrong with a header so much is reported. */
    private static final int MOST_FAULTS = 5;

    private static final Pattern VERSION = Pattern.compile("##fileformat=(VCFv[0-9]\\.[0-9]{1,2})");
    private static final List<String> COLUMNS =
            List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT");
    private static final int PLAIN = COLUMNS.size() - 1;

    /** Lines that are definitions. What others say is for people and programs that know them. */
    private static final Set<String> DEFINED = Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig");

    private final ByteFeed feed;
    private final int lineBytes;
    private final List<String> faults = new ArrayList<>();
    private long furtherFaults;
    private final Map<VcfPath, VcfKey> declared = new LinkedHashMap<>();
    private final Map<VcfPath, Long> places = new HashMap<>();
    private VcfVersion version = VcfVersion.V4_4;
    private List<String> samples = List.of();
    private long line;

    private VcfHeaderLines(ByteFeed feed, int lineBytes) {
        this.feed = feed;
        this.lineBytes = lineBytes;
    }

    /** @param lineBytes a longer line is none */
    static HeaderFacts read(ByteFeed feed, int lineBytes) throws IOException {
        return new VcfHeaderLines(feed, lineBytes).read();
    }

    private HeaderFacts read() throws IOException {
        long dataLine = 0;
        while (dataLine == 0) {
            if (feed.start == feed.limit && !feed.more()) {
                if (line == 0) {
                    return new HeaderFacts(List.of(), Presence.NO_HEADER, 1, "the file is empty");
                }
                fault("the file ends before the line that begins with #CHROM");
                dataLine = line + 1;
            } else {
                line++;
                dataLine = readLine();
            }
        }
        return faults.isEmpty()
                ? new VcfHeader(version, declared, samples).facts(dataLine)
                : new HeaderFacts(List.of(), Presence.UNREADABLE, dataLine, reason());
    }

    private String reason() {
        return String.join("; ", faults)
                + (furtherFaults > 0 ? "; and " + furtherFaults + " more" : "")
                + ": have the header mended where the file is written";
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        } else {
            furtherFaults++;
        }
    }

    private void faultOfLine(String what) {
        fault("line " + line + ": " + what);
    }

    /** The line of the first record, where this one ends the header; else 0. */
    private long readLine() throws IOException {
        int end = feed.lineEnd(feed.start);
        while (end == ByteFeed.NO_LINE_END && feed.limit - feed.start <= lineBytes && feed.more()) {
            end = feed.lineEnd(feed.start);
        }
        if (end == ByteFeed.NO_LINE_END || end - feed.start > lineBytes + 1) {
            faultOfLine("it has more bytes than a line may have: raise 'maxRecordBytes' in weirRead");
            boolean isMeta = feed.limit - feed.start > 1 && feed.bytes[feed.start + 1] == '#';
            feed.skipLine();
            return isMeta ? 0 : line + 1;
        }
        int to = end - 1 > feed.start && feed.bytes[end - 2] == '\r' ? end - 2 : end - 1;
        boolean isText = WellFormedUtf8.wellFormed(feed.bytes, feed.start, to);
        String text = new String(feed.bytes, feed.start, to - feed.start, StandardCharsets.UTF_8);
        boolean isHeader = text.startsWith("#");
        if (isHeader) {
            feed.start = end;
        }
        boolean isStray = isHeader && text.indexOf('\r') >= 0;
        if (!isText || isStray) {
            faultOfLine(isStray ? "a carriage return stands within it" : "its bytes are no text in UTF-8");
            return isHeader && text.startsWith("##") ? 0 : line + (isHeader ? 1 : 0);
        }
        if (line > 1 && version.endsInLineEnd() && feed.isAddedLineEnd(end)) {
            faultOfLine("it has no line end, and the file may be cut");
        }
        if (line == 1) {
            readVersion(text);
        } else if (text.startsWith("##")) {
            readMeta(text);
        } else if (!isHeader) {
            faultOfLine("it begins with no #, and no line before it begins with #CHROM");
            return line;
        }
        if (isHeader && !text.startsWith("##")) {
            readColumns(text);
            return line + 1;
        }
        return isHeader ? 0 : line;
    }

    private void readVersion(String text) {
        Matcher said = VERSION.matcher(text);
        boolean isVersion = said.matches();
        VcfVersion known = isVersion ? VcfVersion.of(said.group(1)).orElse(null) : null;
        if (known != null) {
            version = known;
        } else {
            faultOfLine(
                    isVersion
                            ? "it says " + said.group(1) + ", and Weir reads VCFv4.1 to VCFv4.5"
                            : "it has to be ##fileformat=VCFv4.1, or another version up to VCFv4.5, and nothing else");
        }
    }

    private void readMeta(String text) {
        int equals = text.indexOf('=');
        if (equals <= 2 || equals == text.length() - 1) {
            faultOfLine("it is no ##key=value");
            return;
        }
        String key = text.substring(2, equals);
        if (key.equals("fileformat")) {
            faultOfLine("##fileformat stands twice");
        } else if (DEFINED.contains(key)) {
            try {
                define(key, VcfDefinition.of(text.substring(equals + 1)));
            } catch (VcfDefinition.Malformed e) {
                faultOfLine("the definition ##" + key + " is malformed: " + e.why());
            }
        }
    }

    private void define(String key, VcfDefinition definition) throws VcfDefinition.Malformed {
        String id = definition.values().getOrDefault("ID", "");
        if (id.isEmpty() || definition.quoted().contains("ID") || id.chars().anyMatch(c -> c <= ' ')) {
            throw new VcfDefinition.Malformed("its ID is missing, in quotes, or has a blank");
        }
        if (key.equals("contig")) {
            byte[] name = id.getBytes(StandardCharsets.UTF_8);
            if (version.hasContigsOfSam() && !VcfForms.isContigName(name, 0, name.length)) {
                throw new VcfDefinition.Malformed(
                        "its ID is no name of a contig: it begins with * or =, or has a quote, comma, bracket or backslash");
            }
            return;
        }
        if (!definition.quoted().contains("Description")) {
            throw new VcfDefinition.Malformed("it has no Description in quotes");
        }
        if (key.equals("INFO") || key.equals("FORMAT")) {
            declare(new VcfPath(VcfPath.Room.valueOf(key), id), definition);
        }
    }

    private void declare(VcfPath path, VcfDefinition definition) throws VcfDefinition.Malformed {
        Map<String, String> values = definition.values();
        if (path.key().chars().anyMatch(c -> ";:=".indexOf(c) >= 0)) {
            throw new VcfDefinition.Malformed("its ID has a character that separates keys");
        }
        boolean isFormat = path.room() == VcfPath.Room.FORMAT;
        VcfType type = VcfType.of(values.getOrDefault("Type", ""))
                .filter(said -> !isFormat || said != VcfType.FLAG)
                .orElseThrow(() -> new VcfDefinition.Malformed(
                        "its Type is none of Integer, Float, Character, String" + (isFormat ? "" : " and Flag")));
        VcfNumber number = VcfNumber.of(values.getOrDefault("Number", ""))
                .filter(said -> said.isKnown(isFormat, version))
                .orElseThrow(() -> new VcfDefinition.Malformed("its Number is neither a number nor A, R, G or ."
                        + (isFormat && version.hasLeadingPhase() ? " or P" : "")
                        + (isFormat && version.hasLocalAlleles() ? ", LA, LR, LG or M" : "")));
        if (number.equals(new VcfNumber(VcfNumber.Per.RECORD, 0)) && type != VcfType.FLAG) {
            throw new VcfDefinition.Malformed("it has no value (Number=0), and is no Flag");
        }
        Long before = places.putIfAbsent(path, line);
        if (before != null) {
            String name = UnknownColumns.looksLikeName(path.key()) ? path.toString() : "a key of " + path.room();
            faultOfLine(name + " is declared in line " + before + " already");
        } else if (places.size() > MOST_KEYS) {
            faultOfLine("more than " + MOST_KEYS + " keys are declared");
        } else {
            declared.put(path, new VcfKey(number, type));
        }
    }

    private void readColumns(String text) {
        List<String> names = Arrays.asList(text.split("\t", -1));
        boolean isPlain = names.equals(COLUMNS.subList(0, PLAIN));
        boolean hasSamples = names.size() > COLUMNS.size()
                && names.subList(0, COLUMNS.size()).equals(COLUMNS);
        if (!isPlain && !hasSamples) {
            faultOfLine("it has to be " + String.join(" ", COLUMNS.subList(0, PLAIN))
                    + ", with tabs between, and then FORMAT and the samples where there are some");
            return;
        }
        samples = isPlain ? List.of() : names.subList(COLUMNS.size(), names.size());
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            Integer before = first.putIfAbsent(samples.get(i), i + 1);
            if (samples.get(i).isBlank()) {
                faultOfLine("sample " + (i + 1) + " has no name");
            } else if (before != null) {
                faultOfLine("samples " + before + " and " + (i + 1) + " have the same name");
            }
        }
    }
}
