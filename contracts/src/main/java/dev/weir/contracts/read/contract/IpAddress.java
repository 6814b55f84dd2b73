package dev.weir.contracts.read.contract;

/** Addresses of hosts as regular expressions; parts are named as in RFC 3986, 3.2.2, whose grammar is that of RFC 4291, 2.2. */
final class IpAddress {

    private static final String DEC_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    /** Four decimal octets without leading zeros. */
    static final String V4 = DEC_OCTET + "(?:\\." + DEC_OCTET + "){3}";

    private static final String H16 = "[0-9a-fA-F]{1,4}";
    private static final String LS32 = "(?:" + H16 + ":" + H16 + "|" + V4 + ")";

    /** Eight groups, or fewer around one {@code ::}; the last two may be an address of version 4. No zone. */
    static final String V6 = v6();

    private IpAddress() {}

    private static String v6() {
        StringBuilder v6 = new StringBuilder("(?:(?:" + H16 + ":){6}" + LS32);
        for (int after = 5; after >= 0; after--) {
            v6.append('|').append(before(5 - after)).append("::(?:").append(H16).append(":){");
            v6.append(after).append('}').append(LS32);
        }
        return v6.append('|')
                .append(before(6))
                .append("::")
                .append(H16)
                .append('|')
                .append(before(7))
                .append("::)")
                .toString();
    }

    /** Up to so many groups. */
    private static String before(int groups) {
        return groups == 0 ? "" : "(?:(?:" + H16 + ":){0," + (groups - 1) + "}" + H16 + ")?";
    }
}
