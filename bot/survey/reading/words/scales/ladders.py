# ruff: noqa: E501  (word lists read better as lines)
"""Scales whose words do not compose: whole answers, and words with their place."""

from __future__ import annotations

# Japanese, Chinese and Korean do not put spaces between words; whole answers are listed, strongest yes first.
WHOLE: tuple[tuple[str, ...], ...] = (
    (
        "強くそう思う|とてもそう思う|非常にそう思う|大いにそう思う",
        "そう思う",
        "ややそう思う|まあそう思う|どちらかといえばそう思う|少しそう思う",
        "どちらともいえない|どちらでもない|どちらとも言えない",
        "ややそう思わない|あまりそう思わない|どちらかといえばそう思わない",
        "そう思わない",
        "全くそう思わない|まったくそう思わない|全然そう思わない",
    ),
    (
        "完全に同意する|強く同意する|非常に同意する",
        "同意する",
        "やや同意する|ある程度同意する",
        "どちらともいえない|どちらでもない|どちらとも言えない",
        "やや同意しない|あまり同意しない",
        "同意しない",
        "全く同意しない|まったく同意しない|強く反対する",
    ),
    (
        "非常に満足|とても満足|大変満足|非常に満足している",
        "満足|満足している",
        "やや満足|まあ満足|どちらかといえば満足|やや満足している",
        "どちらともいえない|普通|どちらでもない|どちらとも言えない|ふつう",
        "やや不満|少し不満|どちらかといえば不満|やや不満である",
        "不満|不満である",
        "非常に不満|とても不満|大変不満|非常に不満である",
    ),
    (
        "非常に重要|とても重要|極めて重要|非常に重要である",
        "重要|重要である",
        "やや重要|ある程度重要|まあ重要",
        "どちらともいえない|どちらでもない|普通",
        "あまり重要ではない|あまり重要でない",
        "重要ではない|重要でない",
        "全く重要ではない|全く重要でない|まったく重要でない|まったく重要ではない",
    ),
    (
        "非常に当てはまる|とても当てはまる|よく当てはまる|非常にあてはまる",
        "当てはまる|あてはまる",
        "やや当てはまる|ややあてはまる",
        "どちらともいえない|どちらでもない",
        "あまり当てはまらない|あまりあてはまらない",
        "当てはまらない|あてはまらない",
        "全く当てはまらない|まったく当てはまらない|全くあてはまらない",
    ),
    (
        "いつも|常に",
        "よく|頻繁に|しばしば",
        "ときどき|時々|たまに",
        "あまりない|めったにない|ほとんどない|まれに",
        "全くない|まったくない|一度もない|ない",
    ),
    (
        "非常に良い|とても良い|大変良い|とてもよい|非常によい",
        "良い|よい",
        "普通|ふつう|どちらともいえない",
        "悪い",
        "非常に悪い|とても悪い",
    ),
    (
        "非常に可能性が高い|とても可能性が高い",
        "可能性が高い",
        "どちらともいえない",
        "可能性が低い",
        "非常に可能性が低い|全く可能性がない",
    ),
    (
        "非常同意|完全同意|强烈同意|十分同意",
        "同意|比较同意|基本同意",
        "一般|中立|不确定|既不同意也不反对|说不清",
        "不同意|不太同意|比较不同意",
        "非常不同意|完全不同意|强烈不同意|十分不同意",
    ),
    (
        "非常满意|十分满意|很满意",
        "满意|比较满意",
        "一般|中立|普通",
        "不满意|不太满意|比较不满意",
        "非常不满意|很不满意|十分不满意",
    ),
    (
        "非常重要|极其重要|十分重要",
        "重要|比较重要",
        "一般|中立",
        "不重要|不太重要",
        "非常不重要|完全不重要|一点也不重要",
    ),
    ("总是|一直", "经常|常常", "有时|偶尔", "很少|极少", "从不|从来没有|从未"),
    ("非常可能|极有可能", "可能|比较可能", "一般|不确定", "不太可能|不可能", "非常不可能|完全不可能"),
    (
        "非常符合|完全符合",
        "比较符合|符合",
        "一般|不确定",
        "不太符合|不符合|比较不符合",
        "非常不符合|完全不符合",
    ),
    (
        "매우 그렇다|매우그렇다",
        "그렇다",
        "보통이다|보통|중립",
        "그렇지 않다|그렇지않다",
        "전혀 그렇지 않다|매우 그렇지 않다|전혀그렇지않다",
    ),
    (
        "매우 만족|매우 만족한다|매우 만족함",
        "만족|만족한다|만족함",
        "보통|보통이다",
        "불만족|불만족한다|불만족함",
        "매우 불만족|매우 불만족한다|매우 불만족함",
    ),
    (
        "매우 동의함|매우 동의|전적으로 동의|매우 동의한다|강하게 동의",
        "동의함|동의|동의한다",
        "보통|중립|보통이다",
        "동의하지 않음|비동의|동의하지 않는다",
        "전혀 동의하지 않음|매우 비동의|전혀 동의하지 않는다|매우 동의하지 않음",
    ),
    (
        "매우 중요|매우 중요하다|매우 중요함",
        "중요|중요하다|중요함",
        "보통|보통이다",
        "중요하지 않음|중요하지 않다",
        "전혀 중요하지 않음|전혀 중요하지 않다",
    ),
    (
        "항상|언제나",
        "자주|종종",
        "가끔|때때로",
        "거의 없음|드물게|거의 하지 않음",
        "전혀 없음|전혀|전혀 하지 않음",
    ),
)

# Words that do not compose: dimension → "word=place" lines. Places are only compared within one dimension.
LADDERS: dict[str, tuple[str, ...]] = {
    "quality": (
        "terrible=0|awful=0|unacceptable=0|worst=0|very poor=0.5|very bad=0.6|poor=1|bad=1.1|insufficient=1|weak=1|needs improvement=1.3|below average=1.4|below expectations=1.4|inadequate=1.2|fair=2|so so=2|ok=2.2|okay=2.2|average=2.3|mediocre=1.7|adequate=2.4|neutral=2.2"
        "|satisfactory=2.5|acceptable=2.4|meets expectations=2.5|above average=3|good=3|exceeds expectations=3.5|above expectations=3.5|very good=4|great=4.2|excellent=5|outstanding=5.5|exceptional=5.5|superb=5.5|perfect=5.6|amazing=5.2|fantastic=5.2|awesome=5.2|best=6",
        "sehr schlecht=0|ungenügend=0|mangelhaft=1|schlecht=1|ausreichend=2|mittelmäßig=2|mäßig=1.8|geht so=2|okay=2.2|in ordnung=2.4|befriedigend=2.5|durchschnittlich=2.3|mittel=2.3|gut=3|sehr gut=4|ausgezeichnet=5|hervorragend=5|exzellent=5|schrecklich=0|furchtbar=0|großartig=4.5|toll=4.2",
        "très mauvais=0|très mauvaise=0|très mal=0|mauvais=1|mauvaise=1|mal=1|médiocre=1.3|insuffisant=1|passable=2|moyen=2.2|moyenne=2.2|correct=2.5|correcte=2.5|acceptable=2.4|assez bien=2.7|bien=3|bon=3|bonne=3|très bien=4|très bon=4|très bonne=4|excellent=5|excellente=5|parfait=5.5|horrible=0|nul=0|exécrable=0",
        "muy malo=0|muy mala=0|muy mal=0|pésimo=0|pésima=0|terrible=0|malo=1|mala=1|mal=1|deficiente=1|insuficiente=1|regular=2|normal=2.2|aceptable=2.4|suficiente=2.3|bueno=3|buena=3|bien=3|muy bueno=4|muy buena=4|muy bien=4|excelente=5|sobresaliente=5|notable=4",
        "pessimo=0|pessima=0|scarso=1|scarsa=1|insufficiente=1|mediocre=1.5|discreto=2.3|discreta=2.3|sufficiente=2|accettabile=2.2|nella media=2.2|buono=3|buona=3|molto buono=4|ottimo=4.5|ottima=4.5|eccellente=5|distinto=4|cattivo=1|terribile=0",
        "péssimo=0|péssima=0|muito ruim=0|muito mau=0|ruim=1|mau=1|má=1|fraco=1|insuficiente=1|razoável=2|regular=2|médio=2.2|suficiente=2.2|bom=3|boa=3|muito bom=4|muito boa=4|ótimo=4.5|ótima=4.5|excelente=5",
        "zeer slecht=0|heel slecht=0|slecht=1|onvoldoende=1|matig=1.7|redelijk=2.2|voldoende=2.3|gemiddeld=2.2|goed=3|zeer goed=4|heel goed=4|uitstekend=5|uitmuntend=5.2",
        "bardzo źle=0|bardzo zły=0|bardzo zła=0|bardzo słabo=0|źle=1|zły=1|zła=1|słabo=1|słaby=1|słaba=1|dostatecznie=2|przeciętnie=2.2|przeciętny=2.2|przeciętna=2.2|średnio=2.2|dostateczny=2|dobrze=3|dobry=3|dobra=3|bardzo dobrze=4|bardzo dobry=4|bardzo dobra=4|doskonale=5|doskonały=5|doskonała=5|celujący=5|znakomicie=5",
        "mycket dåligt=0|mycket dålig=0|dåligt=1|dålig=1|godkänt=2|medel=2.2|okej=2.2|acceptabelt=2.2|bra=3|mycket bra=4|utmärkt=5|utmärkta=5",
        "meget dårlig=0|meget dårligt=0|svært dårlig=0|dårlig=1|dårligt=1|middel=2.2|middels=2.2|nogenlunde=2|acceptabel=2.2|ok=2.2|god=3|godt=3|meget god=4|meget godt=4|svært god=4|svært bra=4|fremragende=5|utmerket=5|enestående=5",
        "erittäin huono=0|todella huono=0|huono=1|heikko=1|välttävä=1.2|tyydyttävä=2|kohtalainen=2.2|keskinkertainen=2.1|ok=2.2|hyvä=3|erittäin hyvä=4|kiitettävä=4.5|erinomainen=5|todella hyvä=4.2|melko huono=1.2|melko hyvä=2.8",
        "velmi špatné=0|velmi špatná=0|velmi špatný=0|špatné=1|špatná=1|špatný=1|slabé=1|dostatečné=1.7|průměrné=2.2|průměrná=2.2|průměrný=2.2|ujde to=2|dobré=3|dobrá=3|dobrý=3|velmi dobré=4|velmi dobrá=4|velmi dobrý=4|výborné=5|výborná=5|výborný=5|vynikající=5|uspokojivé=2.3",
        "çok kötü=0|berbat=0|kötü=1|zayıf=1|orta=2.2|vasat=2|fena değil=2.3|iyi=3|çok iyi=4|mükemmel=5|harika=4.8",
        "очень плохо=0|ужасно=0|плохо=1|неудовлетворительно=1|удовлетворительно=2|средне=2.2|нормально=2.4|хорошо=3|очень хорошо=4|отлично=5|превосходно=5.2|очень плохой=0|плохой=1|средний=2.2|хороший=3|очень хороший=4|отличный=5",
        "nagyon rossz=0|rossz=1|közepes=2.2|elfogadható=2.2|jó=3|nagyon jó=4|kiváló=5|foarte slab=0|slab=1|mediu=2|acceptabil=2.2|bun=3|foarte bun=4|excelent=5",
    ),
    "amount": (
        "none=0|none at all=0|nothing=0|nothing at all=0|not at all=0|no impact=0|not much=1|very little=0.7|hardly any=0.7|a little=1.5|a little bit=1.5|little=1.2|a bit=1.5|a few=1.6|slightly=1.5|minor=1.4|some=2|somewhat=2.1|moderate=2.4|a moderate amount=2.5|moderately=2.4|medium=2.5"
        "|quite a bit=3|quite a lot=3.1|fairly=2.7|considerably=3.2|much=3.1|a lot=3.5|lots=3.5|very much=3.8|very=3.8|major=3.6|a great deal=4|extremely=4.5|completely=4.8|totally=4.8|to a great extent=3.7|to some extent=2.1|to a small extent=1.3|to a moderate extent=2.5|to a large extent=3.6|all=4.8|most=4|all of it=4.8|an extreme amount=4.6",
        "gar nicht=0|überhaupt nicht=0|gar nichts=0|keine=0|nichts=0|kaum=0.7|sehr wenig=0.8|wenig=1.2|ein wenig=1.5|ein bisschen=1.5|etwas=1.8|teilweise=2|mittel=2.4|mittelmäßig=2.4|mäßig=2.2|einigermaßen=2.3|ziemlich=3|viel=3.4|ziemlich viel=3.1|stark=3.6|sehr=3.8|sehr viel=3.9|sehr stark=4|voll und ganz=4.6|äußerst=4.6|völlig=4.7",
        "pas du tout=0|rien=0|aucun=0|aucune=0|très peu=0.8|peu=1.2|un peu=1.5|moyennement=2.4|modérément=2.4|assez=2.8|plutôt=2.5|beaucoup=3.5|énormément=4.3|tout à fait=4.5|totalement=4.6|très=3.8",
        "nada=0|para nada=0|en absoluto=0|ninguno=0|ninguna=0|muy poco=0.8|poco=1.2|un poco=1.5|algo=1.8|moderadamente=2.4|regular=2.3|bastante=3|mucho=3.5|muchísimo=4.3|totalmente=4.6|completamente=4.6",
        "per niente=0|per nulla=0|niente=0|molto poco=0.8|poco=1.2|un po=1.5|abbastanza=2.6|moltissimo=4.3|molto=3.6|tanto=3.4|completamente=4.6",
        "nem um pouco=0|muito pouco=0.8|pouco=1.2|um pouco=1.5|mais ou menos=2.1|moderadamente=2.4|muito=3.6|muitíssimo=4.3|totalmente=4.6",
        "helemaal niet=0|niets=0|geen=0|nauwelijks=0.7|weinig=1.2|een beetje=1.5|enigszins=1.8|redelijk=2.4|veel=3.4|heel veel=3.9|zeer veel=3.9|helemaal=4.6|in hoge mate=3.6|tamelijk=2.6|zeer=3.8",
        "wcale=0|w ogóle=0|bardzo mało=0.8|mało=1.2|trochę=1.5|średnio=2.4|umiarkowanie=2.3|dość dużo=3|dużo=3.4|bardzo dużo=3.9|bardzo=3.8|całkowicie=4.6|inte alls=0|mycket lite=0.8|lite=1.4|något=1.8|ganska mycket=3|mycket=3.5|väldigt mycket=3.9|helt=4.6|i viss mån=1.9|till viss del=1.9|i hög grad=3.5|i mycket hög grad=4"
        "|slet ikke=0|ikke i det hele tatt=0|lidt=1.4|litt=1.4|noget=1.8|noe=1.8|en del=2.2|meget=3.5|mye=3.4|i høj grad=3.5|i nogen grad=1.9|i mindre grad=1.2|i meget høj grad=4|i noen grad=1.9|i stor grad=3.5|i liten grad=1.2",
        "en lainkaan=0|ei lainkaan=0|ei ollenkaan=0|hyvin vähän=0.8|vähän=1.2|hieman=1.5|jonkin verran=1.9|melko paljon=3|paljon=3.4|erittäin paljon=3.9|vůbec=0|vůbec ne=0|velmi málo=0.8|málo=1.2|trochu=1.5|středně=2.4|docela=2.8|hodně=3.4|velmi=3.8|velmi hodně=3.9|zcela=4.6"
        "|hiç=0|çok az=0.8|az=1.2|biraz=1.6|orta=2.4|oldukça=3|çok=3.5|çok fazla=3.9|совсем нет=0|нисколько=0|очень мало=0.8|мало=1.2|немного=1.5|средне=2.4|умеренно=2.4|довольно=2.8|много=3.4|сильно=3.6|очень=3.8|очень сильно=4|очень много=3.9|полностью=4.6",
    ),
    "level": (
        "none=0|very low=0.5|lowest=0|low=1|lower=1|minor=1|small=1|low priority=1|medium low=1.5|below average=1.5|medium=2|moderate=2|mid=2|normal=2|average=2|middle=2|medium priority=2|neutral=2|medium high=2.5|above average=2.5|high=3|higher=3|major=3|large=3|high priority=3|very high=4|highest=5|critical=4.5|urgent=4.5|extreme=4.8|very large=4|very small=0.5|essential=4.4",
        "sehr niedrig=0.5|niedrig=1|gering=1|sehr gering=0.5|klein=1|mittel=2|mittlere=2|mittelgroß=2|hoch=3|groß=3|sehr hoch=4|sehr groß=4|kritisch=4.5|dringend=4.5|keine=0|kein=0|très faible=0.5|faible=1|bas=1|moyen=2|moyenne=2|élevé=3|élevée=3|fort=3|forte=3|très élevé=4|très élevée=4|très fort=4|très forte=4|aucun=0|aucune=0",
        "muy bajo=0.5|muy baja=0.5|bajo=1|baja=1|medio=2|media=2|alto=3|alta=3|muy alto=4|muy alta=4|crítico=4.5|ninguno=0|molto basso=0.5|basso=1|bassa=1|medio=2|media=2|alto=3|alta=3|molto alto=4|muito baixo=0.5|baixo=1|baixa=1|médio=2|média=2|muito alto=4|zeer laag=0.5|laag=1|gemiddeld=2|hoog=3|zeer hoog=4"
        "|bardzo niski=0.5|niski=1|średni=2|wysoki=3|bardzo wysoki=4|mycket låg=0.5|låg=1|medel=2|hög=3|mycket hög=4|lav=1|middel=2|middels=2|høj=3|høy=3|matala=1|keskitaso=2|korkea=3|nízká=1|nízký=1|střední=2|vysoká=3|vysoký=3|velmi vysoká=4|düşük=1|orta=2|yüksek=3|çok yüksek=4|çok düşük=0.5|низкий=1|средний=2|высокий=3|очень высокий=4|очень низкий=0.5|低い=1|中=2|高い=3|低=1|高=3|보통=2|낮음=1|높음=3",
    ),
    "skill": (
        "no experience=0|none=0|fundamental awareness=0.5|novice=1|beginner=1|newbie=1|entry level=1|junior=1.2|basic=1.2|elementary=1.2|learner=1.1|apprentice=1|advanced beginner=1.6|lower intermediate=1.8|intermediate=2|mid level=2|mid=2|competent=2.3|upper intermediate=2.6|proficient=2.8|experienced=2.9|skilled=2.7|senior=3|advanced=3|fluent=3.4|lead=3.4|staff=3.5|professional=3.3|principal=3.8|expert=4|master=4.5|native=5|native speaker=5",
        "keine erfahrung=0|anfänger=1|anfängerin=1|einsteiger=1|grundkenntnisse=1.2|fortgeschritten=2.2|fortgeschrittene=2.2|fortgeschrittener=2.2|erfahren=2.8|experte=4|expertin=4|profi=3.5|débutant=1|débutante=1|intermédiaire=2|avancé=3|avancée=3|confirmé=2.8|expert=4|experte=4|principiante=1|inicial=1|básico=1.2|intermedio=2|intermedia=2|avanzado=3|avanzada=3|experto=4|experta=4"
        "|principiante=1|intermedio=2|avanzato=3|esperto=4|iniciante=1|intermediário=2|intermédio=2|avançado=3|especialista=4|beginner=1|gevorderd=2.5|gemiddeld=2|expert=4|początkujący=1|średniozaawansowany=2|zaawansowany=3|ekspert=4|nybörjare=1|medel=2|avancerad=3|expert=4|begynder=1|øvet=2|ekspert=4|aloittelija=1|keskitaso=2|edistynyt=3|asiantuntija=4"
        "|začátečník=1|mírně pokročilý=1.7|středně pokročilý=2|pokročilý=3|acemi=1|başlangıç=1|orta=2|ileri=3|uzman=4|начинающий=1|средний=2|продвинутый=3|эксперт=4|новичок=1|初心者=1|初級=1|中級=2|上級=3|専門家=4|初级=1|中级=2|高级=3|专家=4|초급=1|중급=2|고급=3|전문가=4",
    ),
    "decided": (
        "definitely not=0|certainly not=0|no definitely not=0|definitely no=0|absolutely not=0|never=0|definitely would not=0|definitely will not=0|probably not=1|no probably not=1|probably no=1|i don't think so=1|probably would not=1|probably will not=1|unlikely=1|rather not=1|not really=1|maybe=2|perhaps=2|possibly=2|might or might not=2|might=2|not sure=2|unsure=2|undecided=2|not decided yet=2"
        "|it depends=2|depends=2|probably=3|yes probably=3|probably yes=3|i think so=3|probably would=3|probably will=3|likely=3|rather yes=3|definitely=4|certainly=4|yes definitely=4|definitely yes=4|absolutely=4|definitely would=4|definitely will=4|yes absolutely=4|mostly=3.2",
        "auf keinen fall=0|bestimmt nicht=0|sicher nicht=0|auf gar keinen fall=0|nein auf keinen fall=0|definitiv nicht=0|ganz sicher nicht=0|wahrscheinlich nicht=1|eher nicht=1|eher nein=1|vermutlich nicht=1|nein eher nicht=1|vielleicht=2|unsicher=2|unentschlossen=2|bin mir nicht sicher=2|noch unsicher=2|eventuell=2|wahrscheinlich=3|eher ja=3|vermutlich=3|ja eher=3|ja wahrscheinlich=3|wahrscheinlich ja=3|bestimmt=4|auf jeden fall=4|sicher=4|definitiv=4|ja auf jeden fall=4|ganz sicher=4|ja unbedingt=4|unbedingt=4",
        "certainement pas=0|sûrement pas=0|absolument pas=0|non pas du tout=0|en aucun cas=0|non certainement pas=0|jamais=0|probablement pas=1|plutôt non=1|non plutôt pas=1|sans doute pas=1|peut être=2|je ne suis pas sûr=2|je ne suis pas sûr e=2|pas sûr=2|indécis=2|éventuellement=2|probablement=3|plutôt oui=3|oui plutôt=3|sans doute=3|oui probablement=3|certainement=4|sûrement=4|tout à fait=4|absolument=4|oui tout à fait=4|oui certainement=4|oui absolument=4|oui sans hésiter=4",
        "definitivamente no=0|seguro que no=0|de ninguna manera=0|seguramente no=0|con seguridad no=0|probablemente no=1|quizás no=1|tal vez no=1|más bien no=1|quizás=2|quizá=2|tal vez=2|no estoy seguro=2|no estoy segura=2|no estoy seguro a=2|no lo tengo claro=2|posiblemente=2.3|probablemente=3|probablemente sí=3|seguramente=3.5|más bien sí=3|definitivamente=4|definitivamente sí=4|seguro=4|seguro que sí=4|sin duda=4|con seguridad=4|por supuesto=4",
        "sicuramente no=0|assolutamente no=0|certamente no=0|probabilmente no=1|forse no=1|forse=2|non sono sicuro=2|non sono sicura=2|probabilmente=3|probabilmente sì=3|sicuramente=4|sicuramente sì=4|certamente=4|certamente sì=4|senza dubbio=4|assolutamente sì=4|com certeza não=0|de jeito nenhum=0|certamente não=0|definitivamente não=0|provavelmente não=1|talvez=2|não tenho certeza=2|não tenho a certeza=2|provavelmente=3|provavelmente sim=3|com certeza=4|certamente=4|definitivamente sim=4|definitivamente=4|certamente que sim=4|sem dúvida=4",
        "zeker niet=0|absoluut niet=0|beslist niet=0|waarschijnlijk niet=1|liever niet=1|misschien=2|twijfel=2|weet ik nog niet=2|waarschijnlijk=3|waarschijnlijk wel=3|zeker=4|zeker wel=4|absoluut=4|beslist=4|beslist wel=4|zdecydowanie nie=0|na pewno nie=0|raczej nie=1|prawdopodobnie nie=1|może=2|być może=2|ani tak ani nie=2|nie wiem jeszcze=2|raczej tak=3|prawdopodobnie tak=3|prawdopodobnie=3|zdecydowanie tak=4|na pewno tak=4|na pewno=4|zdecydowanie=4",
        "absolut inte=0|definitivt inte=0|säkert inte=0|troligen inte=1|förmodligen inte=1|antagligen inte=1|nog inte=1|kanske=2|osäker=2|troligen=3|förmodligen=3|antagligen=3|ja troligen=3|absolut=4|definitivt=4|ja absolut=4|säkert=4|bestemt ikke=0|helt sikkert ikke=0|formentlig ikke=1|sandsynligvis ikke=1|nok ikke=1|sannsynligvis ikke=1|måske=2|usikker=2|formentlig=3|sandsynligvis=3|sannsynligvis=3|helt sikkert=4|bestemt=4|ja helt sikkert=4",
        "ehdottomasti en=0|varmasti en=0|varmasti ei=0|en missään nimessä=0|todennäköisesti en=1|luultavasti en=1|tuskin=1|ehkä=2|en ole varma=2|todennäköisesti=3|luultavasti=3|todennäköisesti kyllä=3|varmasti=4|ehdottomasti=4|kyllä varmasti=4|ehdottomasti kyllä=4|určitě ne=0|rozhodně ne=0|spíše ne=1|spíš ne=1|pravděpodobně ne=1|možná=2|nejsem si jistý=2|nejsem si jistá=2|spíše ano=3|spíš ano=3|pravděpodobně=3|pravděpodobně ano=3|určitě ano=4|rozhodně ano=4|určitě=4|rozhodně=4",
        "kesinlikle hayır=0|muhtemelen hayır=1|belki=2|emin değilim=2|kararsızım=2|muhtemelen=3|muhtemelen evet=3|büyük ihtimalle=3.4|kesinlikle=4|kesinlikle evet=4|точно нет=0|определенно нет=0|определённо нет=0|однозначно нет=0|скорее нет=1|скорее всего нет=1|вероятно нет=1|возможно=2|может быть=2|не уверен=2|не уверена=2|скорее да=3|скорее всего=3|скорее всего да=3|вероятно=3|вероятно да=3|точно да=4|определенно да=4|определённо да=4|однозначно да=4|обязательно=4"
        "|絶対にない=0|おそらくない=1|たぶんない=1|わからない=2|たぶん=3|おそらく=3|必ず=4|ぜひ=4|肯定不会=0|可能不会=1|不确定=2|可能会=3|肯定会=4|一定会=4|一定不会=0",
    ),
    "education": (
        "no formal education=0|no schooling=0|none=0|less than high school=1|less than high school degree=1|less than high school diploma=1|did not complete high school=1|did not finish high school=1|some high school=1.5|primary school=0.8|elementary school=0.8|primary education=0.8|primary=0.8|middle school=1.2|lower secondary=1.3|secondary school=2|secondary education=2|secondary=2"
        "|high school=2|high school degree=2|high school diploma=2|high school graduate=2|high school or equivalent=2|high school diploma or equivalent=2|high school degree or equivalent=2|high school diploma or ged=2|high school graduate or ged=2|ged=2|a levels=2.2|gcse=1.5|upper secondary=2|trade school=2.5|vocational training=2.5|vocational school=2.5|vocational=2.5|trade technical vocational training=2.5|apprenticeship=2.5|technical school=2.5"
        "|some college=2.7|some college no degree=2.7|some college but no degree=2.7|some college or associate degree=2.9|some university=2.7|associate degree=3|associate s degree=3|associates degree=3|associate=3|2 year degree=3|college degree=3.7|college=3.4|bachelor=4|bachelor degree=4|bachelor s degree=4|bachelors degree=4|bachelors=4|bachelor s=4|undergraduate degree=4|undergraduate=4|4 year degree=4|university degree=4|university=4|college graduate=4|some graduate school=4.4|graduate degree=5|postgraduate degree=5"
        "|postgraduate=5|graduate school=5|graduate=5|master=5|master degree=5|master s degree=5|masters degree=5|masters=5|master s=5|professional degree=5.5|phd=6|ph d=6|doctorate=6|doctoral degree=6|doctorate degree=6|doctorate or professional degree=6|doctorate or higher=6|doctor=6|master s degree or higher=5|master s or higher=5|graduate or professional degree=5.3|phd or higher=6|doctorate phd=6|professional or doctoral degree=6",
        "kein abschluss=0|kein schulabschluss=0|ohne abschluss=0|hauptschule=1|hauptschulabschluss=1|volksschule=1|pflichtschule=1|realschule=1.5|realschulabschluss=1.5|mittlere reife=1.5|mittlerer schulabschluss=1.5|fachhochschulreife=2|abitur=2.2|matura=2.2|fachabitur=2|hochschulreife=2.2|lehre=2.3|ausbildung=2.5|berufsausbildung=2.5|abgeschlossene berufsausbildung=2.5|meister=3|techniker=3|fachschule=3|hochschulabschluss=4|hochschule=4|studium=4|fachhochschule=3.8|universität=4.2|diplom=4.8|promotion=6|doktor=6|doktorat=6",
        "aucun diplôme=0|sans diplôme=0|primaire=0.8|brevet=1.3|collège=1.2|cap=1.8|bep=1.8|cap bep=1.8|lycée=2|bac=2.2|baccalauréat=2.2|bac 2=3|bts=3|dut=3|bac 3=4|licence=4|bac 5=5|bac 4=4.5|maîtrise=4.6|doctorat=6|bac 8=6|sin estudios=0|primaria=0.8|estudios primarios=0.8|educación primaria=0.8|eso=1.3|secundaria=1.6|estudios secundarios=1.6|educación secundaria=1.6|bachillerato=2.2|preparatoria=2.1|formación profesional=2.5|fp=2.5|técnico=2.6|universidad=4|universitarios=4|estudios universitarios=4|grado=4|grado universitario=4|licenciatura=4|máster=5|maestría=5|posgrado=5|doctorado=6",
        "licenza elementare=0.8|licenza media=1.2|scuola media=1.2|diploma=2|diploma superiore=2|scuola superiore=2|laurea triennale=4|laurea=4.2|laurea magistrale=5|dottorato=6|dottorato di ricerca=6|ensino fundamental=1|ensino básico=1|ensino médio=2|ensino secundário=2|ensino superior=4|licenciatura=4|graduação=4|pós graduação=4.8|mestrado=5|doutorado=6|doutoramento=6|basisschool=0.8|vmbo=1.4|mavo=1.4|havo=2|vwo=2.2|mbo=2.4|hbo=4|wo=4.6|universiteit=4.6|podstawowe=0.8|gimnazjalne=1.2|zawodowe=1.8|średnie=2|licencjat=4|wyższe=4.5|magister=5|doktorat=6|grundskola=1|gymnasium=2|gymnasieutbildning=2|universitet=4|högskola=4|doktorsexamen=6",
        "základní=0.8|základní vzdělání=0.8|vyučen=1.8|střední bez maturity=1.8|střední=2|střední s maturitou=2.2|středoškolské=2|vyšší odborné=3|vysokoškolské=4.5|vysoká škola=4.5|ilkokul=0.8|ortaokul=1.2|lise=2|ön lisans=3|lisans=4|yüksek lisans=5|doktora=6|peruskoulu=1|lukio=2|ammattikoulu=2|alempi korkeakoulututkinto=4|ylempi korkeakoulututkinto=5|tohtori=6|среднее=2|среднее специальное=2.6|неполное высшее=3|высшее=4|два высших=4.6|ученая степень=6|кандидат наук=6|начальное=0.8|中学校=1.2|高校=2|専門学校=2.6|短大=3|大学=4|大学院=5|初中=1.2|高中=2|大专=3|本科=4|硕士=5|博士=6|중졸=1|고졸=2|전문대졸=3|대졸=4|대학원졸=5",
    ),
    "size": (
        "xs=0|extra small=0|s=1|small=1|m=2|medium=2|medium sized=2|mid size=2|mid sized=2|l=3|large=3|xl=4|extra large=4|very large=4|xxl=5|enterprise=4.5|micro=0.5|startup=0.8|micro business=0.5|small business=1|medium business=2|large enterprise=4|solo=0|freelance=0|freelancer=0|just me=0",
    ),
    "fit": (
        "much too little=0|too little=1|a bit too little=1.4|about right=2|just right=2|right=2|right amount=2|a bit too much=2.6|too much=3|much too much=4|much too small=0|too small=1|too large=3|too big=3|much too large=4|too short=1|too long=3|too slow=1|too fast=3|too easy=1|too hard=3|too difficult=3|too cheap=1|too expensive=3|zu wenig=1|genau richtig=2|gerade richtig=2|zu viel=3|zu klein=1|zu groß=3|zu kurz=1|zu lang=3"
        "|trop peu=1|juste bien=2|comme il faut=2|trop=3|demasiado poco=1|adecuado=2|justo=2|demasiado=3",
    ),
    "time": (
        "immediately=0|right away=0|already=0|i m already applying=0|now=0.1|days=1|hours=0.5|minutes=0.2|weeks=2|months=3|years=4|this week=0.6|this month=1|this quarter=1.5|this year=2|next year=3|later=4|never=9|días=1|horas=0.5|semanas=2|meses=3|años=4|tage=1|wochen=2|monate=3|jahre=4|jours=1|semaines=2|mois=3|années=4|ans=4|giorni=1|settimane=2|mesi=3|anni=4|dagen=1|weken=2|maanden=3|jaren=4|dias=1|anos=4",
    ),
}
