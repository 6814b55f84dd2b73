package dev.weir.jobs.engine.read.sdf;

/** Structure-data files for tests. */
public final class SdfTexts {

    /** Ethanol, with a charge of nothing and a radical of nothing. */
    public static final String ETHANOL = """
            ethanol
              WL weir
            a comment
              3  2  0  0  0  0            999 V2000
                0.0000    0.0000    0.0000 C   0  0
                1.2990    0.7500    0.0000 C   0  0  0  0  0  0
                2.5981   -0.0000    0.0000 O   0  0  0  0  0  0  0  0  0  0  0  0
              1  2  1  0
              2  3  1  0  0  0  0
            M  CHG  1   3   0
            M  END
            """;

    /** The same in V3000. */
    public static final String ETHANOL_3000 = """
            ethanol
              WL weir

              0  0  0     0  0            999 V3000
            M  V30 BEGIN CTAB
            M  V30 COUNTS 3 2 0 0 0
            M  V30 BEGIN ATOM
            M  V30 1 C 0 0 0 0
            M  V30 2 C 1.299 7.5e-1 0 0 CHG=0
            M  V30 7 "[C,O]" 2.5981 -
            M  V30 0 0 0
            M  V30 END ATOM
            M  V30 BEGIN BOND
            M  V30 1 1 1 2
            M  V30 2 1 2 7 CFG=1
            M  V30 END BOND
            M  V30 BEGIN SGROUP
            M  V30 1 DAT 0 ATOMS=(1 7) FIELDNAME="a (b"
            M  V30 END SGROUP
            M  V30 END CTAB
            M  END
            """;

    private SdfTexts() {}

    /** A record of a molblock, with data items: names and values in turn. */
    public static String record(String molblock, String... items) {
        StringBuilder text = new StringBuilder(molblock);
        for (int i = 0; i < items.length; i += 2) {
            text.append(">  <")
                    .append(items[i])
                    .append(">\n")
                    .append(items[i + 1])
                    .append("\n\n");
        }
        return text.append("$$$$\n").toString();
    }
}
