"""Surnames common in England and Wales, of every origin, that are no words and hardly places.

They tell a name whose given name is unknown or an initial: "O Adeyemi". A ward may bear one
too, so one word of them by itself proves nothing without a heading that speaks of people.
"""

from typing import Final

_COMMON: Final = """
    abdi abdullahi abubakar acheampong adams adebayo adeleke adeyemi adjei afolabi afzal agarwal
    ahmad ahmed akhtar akram alam ali allan allen anderson andrews ansah anwar appiah armstrong
    arshad asante ashraf asif aslam atkins atkinson austin awan aziz bailey bajwa balogun banerjee
    bannister barker barnes barnett barrett bartlett bashir bates baxter beckett begum bennett
    benson bhatt bhatti bibi billington blackburn blackwell boateng bolton bradley brennan briggs
    brooks brown bryant burgess burke burnett burns burrows butt byrne campbell carpenter carr
    carroll cartwright chambers chan chandler chaudhary chaudhry chauhan chen cheung chikwanha
    choudhury chowdhury christie clark clarke clayton clements coleman collier collins connolly
    cooper corbett cox craig crawford crossley cunningham curran curtis dawson davidson davies
    davis davison desai dhaliwal dhillon dickinson dixon dobson docherty dodd doherty donnelly
    douglas doyle duffy duncan dunn dunne edwards elliott ellis emmanuel evans eze faulkner
    ferguson fernandes fernandez finch fitzgerald fleming fletcher flynn foster fowler francis
    fraser freeman gallagher gardner garner ghosh gibbons gibbs gibson gilbert giles gill gilmore
    goddard gomes gonzalez goodwin gordon goswami graham grant graves greenwood gregory grewal
    griffin griffiths gupta gurung hamilton hammond hanson haque harding harper harris harrison
    hart hartley harvey hashmi hassan hawkins hayes haynes henderson henry herbert hewitt hicks
    higgins hirani ho hobbs hodgson hoffman holden holland hollis holmes hopkins horton hossain
    houghton howard howarth howe howell howells hudson hughes humphreys humphries hunter hurst
    hussain hussein hutchinson ibrahim idris iqbal islam ismail jackson jacobs james jamil jarvis
    jeffries jenkins jennings johal johnson johnston jones joseph joshi kamara kaminski kapoor
    karim kaur kay kelly kemp kennedy kerr khalid khan khatun kiely kirby kowalczyk kowalski kumar
    kuznetsov lam lamb lambert lawrence lawson le leach lee leigh lewandowski lewis li lim lin
    lindsay little liu lloyd lowe lucas lynch macdonald mackenzie maguire mahmood malik mann
    marshall martin martinez mason matthews mccarthy mcdonald mcdonnell mcgrath mckenzie mclean
    mcmahon mehta mensah metcalfe miah middleton mills mistry mitchell modi mohamed mohammed
    mohamud moore moran morgan morris morrison moss moyo mufti mukherjee mullen munro murphy
    murray musa mustafa myers naidoo naqvi nash nawaz ncube ndlovu nelson newman ng ngo nguyen
    nicholls nicholson nixon noble nolan noor norris norton nowak nwosu obi oconnor odonnell ofori
    ogden ogunleye okafor okeke okonkwo okoro oliver olsen omar oneill osborne osei osman osullivan
    otoole owens owusu palmer parker parkinson parmar parry parsons parveen patel paterson
    patterson pattison payne pearce pearson perera pereira perkins perry peters petrov pham
    phillips pillai piper popa popescu potter powell pritchard qureshi rafiq rahim rahman rai raja
    rana randall rao rashid rauf raza reddy redmond rees rehman reid reilly reynolds richards
    richardson riley roberts robertson robinson robson rodgers rodrigues rodriguez rogers rossi
    rowe roy russell ryan saeed sahota saleem salim sandhu santos saunders schmidt schofield scott
    sehgal sethi shah shaikh sharif sharma sharples shaw sheikh shepherd sheppard sherwood siddiqui
    sidhu silva simmons simons simpson sims sinclair singh sinha skinner slater smith sohal
    solanki spencer srivastava stephenson stevens stevenson stewart stokes stuart suleman sultana
    summers sutherland sweeney szymanski tahir tanner tariq taylor thakur thapa thomas thompson
    thomson thornton tran tucker turnbull turner tyler uddin umar underwood vaughan verma wagner
    wallace walsh walters walton wang waqar warner warren waters watkins watson watts webb webster
    wheeler whelan whittaker wilkins wilkinson williams williamson willis wilson winter wisniewski
    wong woodward wright wu wyatt xu yadav yang yates yilmaz yusuf zaman zhang zhao zhou
"""

SURNAMES: Final = frozenset(_COMMON.split())
