package dev.weir.jobs.engine.read.vcf;

import static dev.weir.jobs.engine.read.vcf.VcfLines.REAL;
import static dev.weir.jobs.engine.read.vcf.VcfLines.TEXT;
import static dev.weir.jobs.engine.read.vcf.VcfLines.WHOLE;
import static dev.weir.jobs.engine.read.vcf.VcfLines.column;
import static dev.weir.jobs.engine.read.vcf.VcfLines.listOf;
import static dev.weir.jobs.engine.read.vcf.VcfLines.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.RawFolder.ReadRow;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.value.ValueType;
import htsjdk.tribble.readers.AsciiLineReader;
import htsjdk.tribble.readers.LineIterator;
import htsjdk.tribble.readers.LineIteratorImpl;
import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.Genotype;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFCodec;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files at random, beside what htsjdk reads of them. */
class VcfOracleTest {
    private static final RawFolder FOLDER = RawFolder.create();

    private static final ReadSpec SPEC = spec(
            column("CHROM", TEXT),
            column("POS", WHOLE),
            column("ID", TEXT),
            column("REF", TEXT),
            column("ALT", listOf(TEXT)),
            column("QUAL", REAL),
            column("FILTER", listOf(TEXT)),
            column("INFO/DP", WHOLE),
            column("INFO/AF", listOf(REAL)),
            column("INFO/NOTE", TEXT),
            column("INFO/DB", ValueType.Flag.WORDS),
            column("FORMAT/GT", listOf(TEXT)),
            column("FORMAT/DP", listOf(WHOLE)),
            column("FORMAT/AD", listOf(listOf(WHOLE))),
            column("FORMAT/PL", listOf(listOf(WHOLE))));

    @AfterAll
    static void removeFolder() {
        FOLDER.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRecordIsTheSame(long seed) {
        Random random = new Random(seed);
        String version = random.nextBoolean() ? "VCFv4.2" : "VCFv4.3";
        String text = VcfLines.ofVersion(version) + lines(random);
        List<ReadRow> rows = RawFolder.values(SPEC, FOLDER.file(".vcf", text));
        VCFCodec codec = new VCFCodec();
        LineIterator lines = new LineIteratorImpl(
                AsciiLineReader.from(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        codec.readActualHeader(lines);
        int records = 0;
        while (lines.hasNext()) {
            compare(codec.decode(lines.next()), rows.get(records).values());
            records++;
        }
        assertThat(records).isEqualTo(rows.size()).isGreaterThan(300);
    }

    private static void compare(VariantContext theirs, List<String> ours) {
        assertThat(ours.subList(0, 4))
                .containsExactly(
                        theirs.getContig(),
                        String.valueOf(theirs.getStart()),
                        theirs.hasID() ? theirs.getID() : "NULL",
                        theirs.getReference().getBaseString());
        assertThat(ours.get(4)).isEqualTo(list(theirs.getAlternateAlleles(), Allele::getDisplayString));
        if (theirs.hasLog10PError()) {
            assertThat(Double.parseDouble(ours.get(5))).isCloseTo(theirs.getPhredScaledQual(), within(1e-6));
        } else {
            assertThat(ours.get(5)).isEqualTo("NULL");
        }
        String filters = theirs.filtersWereApplied()
                ? theirs.isFiltered()
                        ? theirs.getFilters().stream().sorted().toList().toString()
                        : "[PASS]"
                : "NULL";
        assertThat(sorted(ours.get(6))).isEqualTo(filters.replace(" ", ""));
        assertThat(ours.get(7)).isEqualTo(String.valueOf(theirs.getAttributeAsString("DP", "NULL")));
        List<String> frequencies = theirs.getAttributeAsStringList("AF", "");
        assertThat(numbers(ours.get(8)))
                .isEqualTo(
                        frequencies.equals(List.of("."))
                                ? List.of()
                                : frequencies.stream()
                                        .map(value ->
                                                value.equals(".") ? "null" : String.valueOf(Double.parseDouble(value)))
                                        .toList());
        assertThat(ours.get(9)).isEqualTo(theirs.getAttributeAsString("NOTE", "NULL"));
        assertThat(ours.get(10)).isEqualTo(String.valueOf(theirs.hasAttribute("DB")));
        List<Genotype> genotypes =
                Stream.of("WANG LEI", "LI NA").map(theirs::getGenotype).toList();
        assertThat(numbers(ours.get(11)).stream()
                        .map(genotype -> alleles(genotype, theirs))
                        .toList())
                .isEqualTo(genotypes.stream().map(VcfOracleTest::alleles).toList());
        assertThat(ours.get(12).equals("NULL") ? List.of("null", "null") : numbers(ours.get(12)))
                .isEqualTo(genotypes.stream()
                        .map(each -> each.hasDP() ? String.valueOf(each.getDP()) : "null")
                        .toList());
        assertThat(valued(ours.get(13)))
                .isEqualTo(arrays(genotypes.stream().map(Genotype::getAD).toList()));
        assertThat(valued(ours.get(14)))
                .isEqualTo(arrays(genotypes.stream().map(Genotype::getPL).toList()));
    }

    private static <T> String list(List<T> values, Function<T, String> shown) {
        return values.isEmpty() ? "NULL" : "[" + values.stream().map(shown).collect(Collectors.joining(",")) + "]";
    }

    private static List<String> numbers(String list) {
        return list.equals("NULL")
                ? List.of()
                : List.of(list.substring(1, list.length() - 1).split(","));
    }

    private static String sorted(String list) {
        return list.equals("NULL")
                ? list
                : numbers(list).stream().sorted().toList().toString().replace(" ", "");
    }

    /** A key of FORMAT that no sample has a value of is, to htsjdk, none. */
    private static String valued(String lists) {
        return lists.equals("[null,null]") ? "NULL" : lists;
    }

    /** As our rows show lists of lists; a field that no sample has is NULL. */
    private static String arrays(List<int[]> each) {
        return each.stream().allMatch(Objects::isNull)
                ? "NULL"
                : "["
                        + each.stream()
                                .map(array -> array == null
                                        ? "null"
                                        : Arrays.toString(array).replace(" ", ""))
                                .collect(Collectors.joining(","))
                        + "]";
    }

    private static List<String> alleles(String genotype, VariantContext record) {
        if (genotype.equals("null")) {
            return List.of(".");
        }
        List<String> alleles = new ArrayList<>();
        for (String number : genotype.split("[/|]")) {
            alleles.add(
                    number.equals(".")
                            ? "."
                            : record.getAlleles().get(Integer.parseInt(number)).getDisplayString());
        }
        return alleles;
    }

    private static List<String> alleles(Genotype genotype) {
        return genotype.getAlleles().stream()
                .map(allele -> allele.isNoCall() ? "." : allele.getDisplayString())
                .toList();
    }

    private static String lines(Random random) {
        StringBuilder text = new StringBuilder();
        for (int contig = 1; contig <= 5; contig++) {
            int position = 1;
            for (int i = 0; i < 80; i++) {
                position += random.nextInt(100);
                text.append("chr").append(contig).append('\t').append(position).append('\t');
                text.append(line(random)).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(Random random) {
        String[] others = {"C", "G", "T", "AC", "ACG", "AT", "<DEL>", "*"};
        int alternates = random.nextInt(4);
        List<String> shuffled = new ArrayList<>(List.of(others));
        Collections.shuffle(shuffled, random);
        List<String> fields = new ArrayList<>();
        fields.add(random.nextBoolean() ? "." : "rs" + random.nextInt(1000) + (random.nextBoolean() ? ";x" : ""));
        fields.add("A");
        fields.add(alternates == 0 ? "." : String.join(",", shuffled.subList(0, alternates)));
        fields.add(List.of(".", "0", "50.25", "1e2").get(random.nextInt(4)));
        fields.add(List.of(".", "PASS", "q10", "s50;q10").get(random.nextInt(4)));
        List<String> info = new ArrayList<>();
        if (random.nextBoolean()) {
            info.add("DP=" + random.nextInt(100));
        }
        if (alternates > 0 && random.nextBoolean()) {
            info.add("AF=" + values(random, alternates, () -> String.valueOf(random.nextInt(100) / 100.0)));
        }
        if (random.nextBoolean()) {
            info.add("NOTE=n" + random.nextInt(10));
        }
        if (random.nextBoolean()) {
            info.add("DB");
        }
        fields.add(info.isEmpty() ? "." : String.join(";", info));
        boolean hasLists = random.nextBoolean();
        fields.add(hasLists ? "GT:DP:AD:PL" : "GT:DP");
        for (int sample = 0; sample < 2; sample++) {
            int ploidy = 1 + random.nextInt(3);
            String separator = random.nextBoolean() ? "/" : "|";
            String genotype = IntStream.range(0, ploidy)
                    .mapToObj(i -> random.nextInt(5) == 0 ? "." : String.valueOf(random.nextInt(alternates + 1)))
                    .collect(Collectors.joining(separator));
            String depth = random.nextInt(3) == 0 ? "." : String.valueOf(random.nextInt(50));
            String value = genotype + ":" + depth;
            if (hasLists && random.nextInt(3) > 0) {
                int genotypes = ploidy == 1 ? alternates + 1 : 0;
                for (int a = 0; a <= alternates && ploidy > 1; a++) {
                    genotypes += ploidy == 2 ? a + 1 : (a + 1) * (a + 2) / 2;
                }
                int all = genotypes;
                value += ":" + number(random, alternates + 1) + (genotype.equals(".") ? "" : ":" + number(random, all));
            }
            fields.add(value);
        }
        return String.join("\t", fields);
    }

    private static String number(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf(random.nextInt(300)))
                .collect(Collectors.joining(","));
    }

    private static String values(Random random, int count, Supplier<String> value) {
        return IntStream.range(0, count)
                .mapToObj(i -> random.nextInt(6) == 0 ? "." : value.get())
                .collect(Collectors.joining(","));
    }
}
