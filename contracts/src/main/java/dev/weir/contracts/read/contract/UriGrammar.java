package dev.weir.contracts.read.contract;

/**
 * A URI as a regular expression: parts are named as in RFC 3986, appendix A. Repeats give nothing back, so a long text takes no
 * longer than its length and no stack.
 */
final class UriGrammar {

    private static final String UNRESERVED = "A-Za-z0-9._~\\-";
    private static final String SUB_DELIMS = "!$&'()*+,;=";
    private static final String PCT_ENCODED = "%[0-9a-fA-F]{2}";

    private static final String SCHEME = "[A-Za-z][A-Za-z0-9+.-]*+";
    private static final String USERINFO = text(UNRESERVED + SUB_DELIMS + ":");
    private static final String REG_NAME = text(UNRESERVED + SUB_DELIMS);
    private static final String IP_FUTURE = "[vV][0-9a-fA-F]++\\.[" + UNRESERVED + SUB_DELIMS + ":]++";
    private static final String IP_LITERAL = "\\[(?:" + IpAddress.V6 + "|" + IP_FUTURE + ")\\]";
    private static final String HOST = "(?:" + IP_LITERAL + "|" + REG_NAME + ")";
    private static final String AUTHORITY = "(?:" + USERINFO + "@)?" + HOST + "(?::[0-9]*+)?";

    private static final String SEGMENT = text(UNRESERVED + SUB_DELIMS + ":@");
    private static final String SEGMENTS = "(?:/" + SEGMENT + ")*+";

    /** One that does not begin with {@code //}, or none. */
    private static final String PATH = "(?!//)" + SEGMENT + SEGMENTS;

    private static final String QUERY = text(UNRESERVED + SUB_DELIMS + ":@/?");

    /** With a scheme: a relative reference is none. */
    static final String URI =
            SCHEME + ":(?://" + AUTHORITY + SEGMENTS + "|" + PATH + ")(?:\\?" + QUERY + ")?(?:#" + QUERY + ")?";

    private UriGrammar() {}

    /** Characters of a class, or any as {@code %41}. */
    private static String text(String characters) {
        return "[" + characters + "]*+(?:" + PCT_ENCODED + "[" + characters + "]*+)*+";
    }
}
