package dev.weir.contracts.read.contract;

/**
 * A mail address as a regular expression: parts are named as in RFC 5321, 4.1.2. A domain has a dot here, since one without is a
 * name within a network.
 */
final class MailAddress {

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";
    private static final String DOT_STRING = ATOM + "(?:\\." + ATOM + ")*+";
    private static final String QUOTED_STRING = "\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*+\"";
    private static final String LOCAL_PART = "(?=[^@]{1,64}@|\".{0,62}\"@)(?:" + DOT_STRING + "|" + QUOTED_STRING + ")";

    private static final String DOMAIN = "(?=.{1,253}\\z)" + OdcsFormats.LABEL + "(?:\\." + OdcsFormats.LABEL + ")+";
    private static final String ADDRESS_LITERAL = "\\[(?:" + IpAddress.V4 + "|(?i:IPv6:)" + IpAddress.V6 + ")\\]";

    static final String PATTERN = LOCAL_PART + "@(?:" + DOMAIN + "|" + ADDRESS_LITERAL + ")";

    private MailAddress() {}
}
