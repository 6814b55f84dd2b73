package dev.weir.privacy.detect.vocabulary;

import java.util.regex.Pattern;

/**
 * What the weather is, and how high something: words that Chinese writes with one character, some of them surnames (阴, 高), and
 * from one to the other (多云转阴). Dictionaries of words do not have all of them.
 */
final class StateWords {

    private static final String WEATHER =
            "晴|晴天|阴|阴天|多云|少云|[小中大暴]?雨|[大特]暴雨|雷?阵雨|雷暴|[小中大暴阵]?雪|雨夹雪|冻雨|冰雹|雾|[大浓]雾|霾|雾霾|浮尘|扬沙|沙尘暴|微风|大风|台风";

    private static final Pattern STATE =
            Pattern.compile("(?:" + WEATHER + ")(?:[转间到、/-](?:" + WEATHER + ")){0,2}|[高中低强弱]|[偏极][高低]|[升增]高|[降减]低");

    private StateWords() {}

    static boolean is(String text) {
        return STATE.matcher(text).matches();
    }
}
