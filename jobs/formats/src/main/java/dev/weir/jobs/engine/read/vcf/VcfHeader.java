package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.vcf.VcfPath;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a file, by its header.
 *
 * @param version of the format
 * @param declared keys of INFO and FORMAT, in the order of the header
 * @param samples their names, which may be personal data: no message holds one
 */
record VcfHeader(VcfVersion version, Map<VcfPath, VcfKey> declared, List<String> samples) {

    /** Of a file whose own cannot be read. */
    static final VcfHeader NONE = new VcfHeader(VcfVersion.V4_4, Map.of(), List.of());

    private static final String SAMPLE = "SAMPLE";
    private static final String TAB = "\t";

    VcfHeader {
        declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
        samples = List.copyOf(samples);
    }

    /** What is known of a key: as the file declares it, else as the specification does. */
    Optional<VcfKey> key(VcfPath path) {
        return Optional.ofNullable(declared.get(path))
                .or(() -> Optional.ofNullable(ReservedKeys.of(version).get(path)));
    }

    /** Whether the values of a column may stand in this file. */
    boolean has(VcfPath path) {
        return switch (path.room()) {
            case SAMPLES -> !samples.isEmpty();
            case FORMAT -> !samples.isEmpty() && key(path).isPresent();
            case INFO -> key(path).isPresent();
            case CHROM, POS, ID, REF, ALT, QUAL, FILTER -> true;
        };
    }

    /** For those who read the file's parts. */
    HeaderFacts facts(long dataLine) {
        List<String> lines = new ArrayList<>(List.of(version.written()));
        declared.forEach((path, key) -> lines.add(String.join(
                TAB,
                path.room().name(),
                path.key(),
                key.number().written(),
                key.type().written())));
        samples.forEach(name -> lines.add(SAMPLE + TAB + name));
        return new HeaderFacts(
                declared.keySet().stream().map(VcfPath::toString).toList(),
                HeaderFacts.Presence.FOUND,
                dataLine,
                "",
                lines);
    }

    /** As {@link #facts} has it. */
    static VcfHeader of(HeaderFacts facts) {
        List<String> lines = facts.declared();
        Map<VcfPath, VcfKey> declared = new LinkedHashMap<>();
        List<String> samples = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(TAB, -1);
            if (words[0].equals(SAMPLE)) {
                samples.add(words[1]);
            } else if (!VcfOrder.isAbout(line)) {
                declared.put(
                        new VcfPath(VcfPath.Room.valueOf(words[0]), words[1]),
                        new VcfKey(
                                VcfNumber.of(words[2]).orElseThrow(),
                                VcfType.of(words[3]).orElseThrow()));
            }
        }
        return new VcfHeader(VcfVersion.of(lines.get(0)).orElseThrow(), declared, samples);
    }
}
