package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.TextStorage;
import dev.weir.contracts.format.vcf.VcfPath;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.detect.HeaderHints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** The columns of a VCF, by its header. */
final class VcfLayout {

    private static final String BEGIN = "##fileformat=VCF";

    private static final ValueType TEXTS = new ValueType.ListOf(new ValueType.Text());

    /**
     * Keys for reads, samples or filters, and how sure a call is: those that the specification reserves, and those of GATK and
     * bcftools. How many reads have which allele is none: it tells the genotype.
     */
    private static final Set<String> MEASUREMENTS = Set.of(
            "BQ",
            "DP",
            "FT",
            "GQ",
            "HQ",
            "MIN_DP",
            "MQ",
            "MQ0",
            "NS",
            "PQ",
            "RGQ",
            "SB",
            "QD",
            "FS",
            "SOR",
            "MQ0F",
            "VQSLOD",
            "HaplotypeScore",
            "RPB",
            "MQB",
            "BQB",
            "MQSB",
            "SGB",
            "VDB");

    /** What programs call their own keys for the same: sums of ranks, which program called, and how plain the sequence is there. */
    private static final Pattern OF_CALLS =
            Pattern.compile("(?i)[a-z]*_?rank_?sum|callers?|low_?(?:cplx|complexity)|strand_?bias|mapping_?quality");

    private VcfLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, BEGIN.length() + 3);
        if (!new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").startsWith(BEGIN)) {
            return Optional.empty();
        }
        HeaderFacts facts;
        try (ByteFeed feed = new ByteFeed(SourceStreams.text(configuration, file, StandardCharsets.UTF_8))) {
            feed.skipByteOrderMark();
            facts = VcfHeaderLines.read(feed, TextStorage.USUAL_RECORD_BYTES);
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
        if (facts.presence() != HeaderFacts.Presence.FOUND) {
            // as any other format it would be misread
            throw new UnreadableSourceException(
                    file,
                    "begins as VCF does, and its header cannot be read: " + facts.reason() + ".",
                    "Draft again then.");
        }
        VcfHeader header = VcfHeader.of(facts);
        List<String> because = new ArrayList<>(List.of("types: those of the file's header"));
        List<LayoutColumn> columns = new ArrayList<>();
        for (VcfPath.Room room : VcfPath.Room.values()) {
            plain(room).ifPresent(type -> columns.add(column(new VcfPath(room, ""), room.name(), type)));
        }
        if (!header.samples().isEmpty()) {
            because.add("left out: SAMPLES, the names of the samples, which may be those of persons");
        }
        header.declared().forEach((path, key) -> {
            boolean isName = UnknownColumns.looksLikeName(path.key())
                    || HeaderHints.of(path.key()).isPresent(); // GENE is written as names are, too
            if (!isName) {
                because.add("left out: a key of " + path.room() + " whose name looks like a value");
            } else if (header.has(path)) {
                columns.add(column(path, path.key(), type(path, key)));
            }
        });
        return Optional.of(new Layout("vcf", Map.of(), Layout.Records.NAMED, columns, because));
    }

    private static LayoutColumn column(VcfPath path, String label, ValueType type) {
        LayoutColumn column = new LayoutColumn(path.toString(), label, type, LayoutColumn.Proof.GIVEN);
        return column.about(isMeasurement(path) ? "HEALTH" : "GENE");
    }

    /** Whether it tells how well a variant was measured: all else tells of the variant. */
    private static boolean isMeasurement(VcfPath path) {
        return switch (path.room()) {
            case QUAL, FILTER -> true;
            case INFO, FORMAT ->
                MEASUREMENTS.contains(path.key())
                        || OF_CALLS.matcher(path.key()).matches();
            default -> false;
        };
    }

    private static Optional<ValueType> plain(VcfPath.Room room) {
        return switch (room) {
            case CHROM, REF -> Optional.of(new ValueType.Text());
            case POS -> Optional.of(ValueType.Whole.LONG);
            case QUAL -> Optional.of(ValueType.Real.FINITE);
            case ID, ALT, FILTER -> Optional.of(TEXTS);
            case INFO, FORMAT, SAMPLES -> Optional.empty();
        };
    }

    private static ValueType type(VcfPath path, VcfKey key) {
        ValueType one = switch (key.type()) {
            case INTEGER -> ValueType.Whole.LONG;
            case FLOAT -> ValueType.Real.FINITE;
            case FLAG -> ValueType.Flag.WORDS;
            case CHARACTER, STRING -> new ValueType.Text();
        };
        boolean isList = !key.number().isOne() && key.type() != VcfType.FLAG;
        ValueType all = isList ? new ValueType.ListOf(one) : one;
        return path.room() == VcfPath.Room.FORMAT ? new ValueType.ListOf(all) : all;
    }
}
