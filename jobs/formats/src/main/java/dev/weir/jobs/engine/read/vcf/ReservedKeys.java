package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.vcf.VcfPath;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The keys whose meaning the specification lays down, for files that use them without declaring them. */
final class ReservedKeys {

    private static final String INFO_OF_ALL = """
            AA 1 String
            AC A Integer
            AF A Float
            AN 1 Integer
            BQ 1 Float
            CIGAR A String
            DB 0 Flag
            DP 1 Integer
            END 1 Integer
            H2 0 Flag
            H3 0 Flag
            MQ 1 Float
            MQ0 1 Integer
            NS 1 Integer
            SOMATIC 0 Flag
            VALIDATED 0 Flag
            1000G 0 Flag
            """;

    private static final String FORMAT_OF_ALL = """
            DP 1 Integer
            EC A Integer
            FT 1 String
            GL G Float
            GQ 1 Integer
            GT 1 String
            HQ 2 Integer
            MQ 1 Integer
            PL G Integer
            PQ 1 Integer
            PS 1 Integer
            """;

    private static final String INFO_SINCE_4_3 =
            """
            AD R Integer
            ADF R Integer
            ADR R Integer
            """; // and SB, which is four integers by the table and one Float by the specification's own test files

    private static final String FORMAT_SINCE_4_3 = """
            AD R Integer
            ADF R Integer
            ADR R Integer
            GP G Float
            PP G Integer
            """;

    private static final String FORMAT_SINCE_4_4 = """
            PSL P String
            PSO P Integer
            PSQ P Integer
            """;

    private static final String FORMAT_SINCE_4_5 = """
            LAA . Integer
            LAD LR Integer
            LADF LR Integer
            LADR LR Integer
            LEC LA Integer
            LEN 1 Integer
            LGL LG Float
            LGP LG Float
            LPL LG Integer
            LPP LG Integer
            """;

    private static final Map<VcfVersion, Map<VcfPath, VcfKey>> ALL = new EnumMap<>(VcfVersion.class);

    static {
        for (VcfVersion version : VcfVersion.values()) {
            Map<VcfPath, VcfKey> keys = new HashMap<>();
            add(VcfPath.Room.INFO, INFO_OF_ALL, keys);
            add(VcfPath.Room.FORMAT, FORMAT_OF_ALL, keys);
            if (version.compareTo(VcfVersion.V4_3) >= 0) {
                add(VcfPath.Room.INFO, INFO_SINCE_4_3, keys);
                add(VcfPath.Room.FORMAT, FORMAT_SINCE_4_3, keys);
            }
            if (version.compareTo(VcfVersion.V4_4) >= 0) {
                add(VcfPath.Room.FORMAT, FORMAT_SINCE_4_4, keys);
            }
            if (version.compareTo(VcfVersion.V4_5) >= 0) {
                add(VcfPath.Room.FORMAT, FORMAT_SINCE_4_5, keys);
            }
            ALL.put(version, Map.copyOf(keys));
        }
    }

    /** Of INFO, numbers of things: none is negative. */
    private static final Set<String> COUNTS = Set.of("AC", "AN", "DP", "END", "MQ0", "NS");

    private ReservedKeys() {}

    private static void add(VcfPath.Room room, String lines, Map<VcfPath, VcfKey> keys) {
        lines.lines().forEach(line -> {
            String[] words = line.split(" ");
            keys.put(
                    new VcfPath(room, words[0]),
                    new VcfKey(
                            VcfNumber.of(words[1]).orElseThrow(),
                            VcfType.of(words[2]).orElseThrow()));
        });
    }

    static Map<VcfPath, VcfKey> of(VcfVersion version) {
        return ALL.getOrDefault(version, Map.of());
    }

    /** What a value of a reserved key of INFO has to be besides one of its type; empty where there is no more to say. */
    static ValueRule rule(String key, VcfKey declared) {
        if (COUNTS.contains(key) && declared.type() == VcfType.INTEGER) {
            return ValueRule.NOT_NEGATIVE;
        } else if (key.equals("AF") && declared.type() == VcfType.FLOAT) {
            return ValueRule.SHARE;
        }
        return key.equals("CIGAR") && declared.type() == VcfType.STRING ? ValueRule.CIGAR : ValueRule.NONE;
    }

    /** What values are beyond their type. */
    enum ValueRule {
        NONE(""),
        NOT_NEGATIVE("a negative number of things"),
        SHARE("a frequency that does not lie between 0 and 1"),
        CIGAR("no CIGAR, such as 3M1I5M");

        private final String expectation;

        ValueRule(String expectation) {
            this.expectation = expectation;
        }

        String expectation() {
            return expectation;
        }

        /** Whether a value of the type is such a one. */
        boolean holds(byte[] bytes, int from, int to) {
            return switch (this) {
                case NONE -> true;
                case NOT_NEGATIVE -> bytes[from] != '-';
                case SHARE -> {
                    double share = VcfForms.real(bytes, from, to);
                    yield share >= 0 && share <= 1;
                }
                case CIGAR -> VcfForms.isCigar(bytes, from, to);
            };
        }
    }
}
